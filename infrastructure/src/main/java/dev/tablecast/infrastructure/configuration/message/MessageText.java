package dev.tablecast.infrastructure.configuration.message;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.infrastructure.configuration.setting.Json;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a message: what the stream trigger's function refuses is refused before.
 *
 * <p>The function reads templates by the same rules; a test holds both to the same examples.
 */
final class MessageText {
    private static final String NAME =
            "([^\\s{}\",\\\\\\p{Cntrl}](?:[^{}\",\\\\\\p{Cntrl}]*[^\\s{}\",\\\\\\p{Cntrl}])?)";
    private static final Pattern TOKEN =
            Pattern.compile("\\{\\{\\{NAME}}}|\\{\\{NAME}}|\\{\\{|\\{NAME}".replace("NAME", NAME));
    private static final Pattern BEGINS_LIKE_JSON = Pattern.compile("\\s*\\{\\s*\"");

    private MessageText() {}

    /** Returns whether a template is valid: one that begins like a JSON object must be one. */
    static boolean isAllowed(String text) {
        return !BEGINS_LIKE_JSON.matcher(text).lookingAt()
                || Json.parse(sample(text)).filter(JsonNode::isObject).isPresent();
    }

    /** Returns the text with zeros for placeholders, apart from the digits around them. */
    private static String sample(String text) {
        return TOKEN.matcher(text)
                .replaceAll(
                        token -> {
                            if (token.group(1) != null) {
                                return "{ 0 }";
                            }
                            if (token.group(2) != null) {
                                return Matcher.quoteReplacement("{" + token.group(2) + "}");
                            }
                            return token.group(3) == null ? "{" : " 0 ";
                        });
    }
}

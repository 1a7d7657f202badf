package dev.tablecast.infrastructure.configuration.operations;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.infrastructure.configuration.setting.Json;
import dev.tablecast.infrastructure.configuration.setting.Values;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tags as a setting has them: a JSON object, which an object in a stack's YAML file becomes, or
 * pairs between commas.
 *
 * @see <a href="https://docs.aws.amazon.com/tag-editor/latest/userguide/tagging.html">Tag naming
 *     limits and requirements</a>
 */
final class Tags {
    /** A resource takes 50, and two are the stack's. */
    private static final int MOST = 48;

    private static final Set<String> OWN = Set.of("project", "stack");
    private static final Pattern KEY =
            Pattern.compile("(?!(?i:aws:))[\\p{L}\\p{Z}\\p{N}_.:/=+@-]{1,128}");
    private static final Pattern VALUE = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+@-]{0,256}");

    private Tags() {}

    static Values<Map<String, String>> values() {
        return new Values<>(
                "at most %d tags, such as team=feeds, of letters, digits, spaces and _.:/=+@-, none"
                                .formatted(MOST)
                        + " called project or stack or beginning with aws:",
                text -> parse(text.strip()).filter(Tags::areAllowed),
                Values.Kind.TAGS);
    }

    private static Optional<Map<String, String>> parse(String text) {
        return text.startsWith("{") ? Json.object(text).flatMap(Tags::members) : pairs(text);
    }

    private static Optional<Map<String, String>> members(JsonNode object) {
        var tags = new LinkedHashMap<String, String>();
        for (var member : object.properties()) {
            if (!member.getValue().isValueNode() || member.getValue().isNull()) {
                return Optional.empty();
            }
            tags.put(member.getKey(), member.getValue().asText());
        }
        return Optional.of(tags);
    }

    private static Optional<Map<String, String>> pairs(String text) {
        var tags = new LinkedHashMap<String, String>();
        for (String pair : text.split(",")) {
            String[] parts = pair.split("=", 2);
            if (parts.length < 2 || tags.put(parts[0].strip(), parts[1].strip()) != null) {
                return Optional.empty();
            }
        }
        return Optional.of(tags);
    }

    private static boolean areAllowed(Map<String, String> tags) {
        return tags.size() <= MOST
                && tags.keySet().stream().allMatch(key -> KEY.matcher(key).matches())
                && tags.keySet().stream().noneMatch(OWN::contains)
                && tags.values().stream().allMatch(value -> VALUE.matcher(value).matches());
    }
}

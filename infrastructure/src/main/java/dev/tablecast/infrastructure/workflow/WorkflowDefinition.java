package dev.tablecast.infrastructure.workflow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.pulumi.exceptions.RunException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The text of the workflow's definition, with substitutions such as <code>${PageSize}</code>.
 *
 * <p>It is checked before anything is provisioned, although the values are known only afterwards:
 * it has each of our substitutions, no other, and is JSON once they are made.
 */
public record WorkflowDefinition(String text) {
    static final String PARTITION = "Partition";
    static final String CONNECTIONS_TABLE = "ConnectionsTable";
    static final String POST_FUNCTION_ARN = "PostFunctionArn";
    static final String PAGE_SIZE = "PageSize";
    static final String CHUNK_SIZE = "ChunkSize";

    private static final Set<String> NAMES =
            Set.of(PARTITION, CONNECTIONS_TABLE, POST_FUNCTION_ARN, PAGE_SIZE, CHUNK_SIZE);
    private static final Pattern SUBSTITUTION = Pattern.compile("\\$\\{([^}]*)}");
    private static final JsonMapper STRICT =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    public WorkflowDefinition {
        var found =
                SUBSTITUTION
                        .matcher(text)
                        .results()
                        .map(match -> match.group(1))
                        .collect(Collectors.toCollection(TreeSet::new));
        if (!found.equals(NAMES)) {
            throw new RunException(
                    "The workflow's definition has the substitutions %s; it takes each of %s"
                            .formatted(found, new TreeSet<>(NAMES)));
        }
        requireJson(substitute(text, name -> "1"));
    }

    /** Returns the definition with a value for each substitution, escaped for a JSON string. */
    String with(Map<String, String> values) {
        return substitute(text, values::get);
    }

    private static String substitute(String text, Function<String, String> value) {
        Function<MatchResult, String> escaped =
                match ->
                        String.valueOf(
                                JsonStringEncoder.getInstance()
                                        .quoteAsString(value.apply(match.group(1))));
        return SUBSTITUTION
                .matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(escaped.apply(match)));
    }

    private static void requireJson(String text) {
        try {
            STRICT.readTree(text);
        } catch (JsonProcessingException e) {
            throw new RunException(
                    "The workflow's definition is not JSON once its substitutions are made: "
                            + e.getMessage(),
                    e);
        }
    }
}

package dev.tablecast.infrastructure.filter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A pattern of an event source mapping's filter criteria: the records of a table's stream that
 * reach the function.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html#filtering-syntax">Filter
 *     rule syntax</a>
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-ddb-filtering.html">Using event
 *     filtering with a DynamoDB event source</a>
 */
public final class EventPattern {
    /** The longest pattern that Lambda takes, in characters. */
    public static final int MAXIMUM_CHARACTERS = 4096;

    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build();

    private final ObjectNode pattern;

    private EventPattern(ObjectNode pattern) {
        this.pattern = pattern;
    }

    /**
     * Returns the pattern of a text, which may have flaws.
     *
     * @throws IllegalArgumentException if the text isn't a JSON object, or one of its objects has a
     *     field twice
     */
    public static EventPattern parse(String json) {
        try {
            if (MAPPER.readTree(json) instanceof ObjectNode object) {
                return new EventPattern(object);
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        }
        throw new IllegalArgumentException("it isn't a JSON object");
    }

    /** Returns the pattern as JSON. */
    public ObjectNode json() {
        return pattern.deepCopy();
    }

    /** Returns what Lambda refuses when a mapping is created. */
    public List<Flaw> refusedByLambda() {
        var flaws = new ArrayList<Flaw>();
        new LambdaSyntax(flaws).check(pattern);
        return flaws;
    }

    /**
     * Returns what Lambda refuses, and what it accepts although no record of a table's stream has
     * it; none for <code>{}</code>, which stands for no pattern.
     *
     * @param key the type, {@code S}, {@code N} or {@code B}, of each attribute of the table's key;
     *     empty if it isn't known
     */
    public List<Flaw> flaws(Map<String, String> key) {
        var flaws = new ArrayList<Flaw>();
        if (!pattern.isEmpty()) {
            new LambdaSyntax(flaws).check(pattern);
            new RecordShape(flaws, key).check(pattern);
        }
        return flaws;
    }

    static String step(String path, String field) {
        return path.isEmpty() ? field : path + "." + field;
    }

    static boolean isOr(String field) {
        return field.equals("$or");
    }

    static String operator(JsonNode condition) {
        return condition.isObject() && condition.size() == 1 ? condition.fieldNames().next() : "";
    }
}

package dev.tablecast.local.stepfunctions.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Reads and writes JSON. Numbers keep all of their digits.
 *
 * <p>Trees are shared between states and must be treated as immutable.
 */
public final class Json {
    /**
     * Maximum number of tokens, which is more than the largest definition and data have. A tree
     * takes up to 90 bytes of heap for each token.
     */
    private static final long MOST_TOKENS = 1_000_000;

    private static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxTokenCount(MOST_TOKENS)
                                                    .build())
                                    .build())
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                    .build();

    private static final JsonMapper STRICT =
            MAPPER.rebuild().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private Json() {}

    /** Returns the mapper of all JSON here. */
    public static JsonMapper mapper() {
        return MAPPER;
    }

    /** Returns a new, empty object. */
    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /**
     * Parses text.
     *
     * @throws MalformedJsonException if it is not exactly one JSON value
     */
    public static JsonNode parse(String text) {
        return parse(MAPPER, text);
    }

    /**
     * Parses text like {@link #parse}, but refuses objects with duplicate names.
     *
     * @throws MalformedJsonException if the text is not exactly one JSON value without duplicate
     *     names
     */
    public static JsonNode parseStrictly(String text) {
        return parse(STRICT, text);
    }

    private static JsonNode parse(JsonMapper mapper, String text) {
        try {
            JsonNode node = mapper.readTree(text);
            if (node.isMissingNode()) {
                throw new MalformedJsonException("there is no JSON value", null);
            }
            return node;
        } catch (JsonProcessingException e) {
            throw MalformedJsonException.at(e);
        }
    }

    /**
     * Writes a tree as JSON without whitespace.
     *
     * @throws NestedTooDeeplyException if it has more than 1,000 levels
     */
    public static String write(JsonNode node) {
        try {
            return MAPPER.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new NestedTooDeeplyException(e);
        }
    }

    /** Returns the length of text in UTF-8, in bytes, without encoding it. */
    public static int utf8Length(String text) {
        int length = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x800 && !Character.isSurrogate(c)) {
                length += 2;
            } else if (c >= 0x80) {
                length += 1;
            }
        }
        return length;
    }
}

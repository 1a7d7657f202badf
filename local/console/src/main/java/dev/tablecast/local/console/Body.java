package dev.tablecast.local.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The body of a request that changes something: one JSON object. */
final class Body {
    /** More than twice the largest item. */
    static final int MAX_BYTES = 1024 * 1024;

    /** Bytes of a body that is too large which are read, so that its sender gets to the answer. */
    private static final long DISCARDED_BYTES = 64L * 1024 * 1024;

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private Body() {}

    /**
     * Checks that the content type is JSON. Any page may submit a form here, but a form can't have
     * that type.
     *
     * @throws ApiException if it is another type
     */
    static void checkType(Request request) {
        String found = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
        String type = found == null ? "none" : found;
        if (!type.split(";", 2)[0].strip().equalsIgnoreCase("application/json")) {
            throw new ApiException(
                    415,
                    "UnsupportedMediaType",
                    "Content-Type: found %s, may be application/json".formatted(type));
        }
    }

    /**
     * Reads a body whose only field has attributes: {@code {"FIELD":{…DynamoDB JSON…}}}.
     *
     * @throws ApiException if the body is too large or isn't of that form
     */
    static Map<String, AttributeValue> attributes(Request request, String field)
            throws IOException {
        JsonNode json = json(request);
        if (!json.isObject() || json.size() != 1 || !json.has(field)) {
            throw ApiException.invalid("body: must be {\"%s\":{…}}".formatted(field));
        }
        return AttributeJson.read(field, json.get(field));
    }

    /**
     * Reads a body.
     *
     * @throws ApiException if the body is too large or isn't JSON
     */
    static JsonNode json(Request request) throws IOException {
        return parse("body", bytes(request));
    }

    /**
     * Parses JSON.
     *
     * @param where name of the text in messages
     * @throws ApiException if the text isn't JSON
     */
    static JsonNode parse(String where, byte[] text) throws IOException {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw ApiException.invalid(where + ": is not JSON: " + e.getOriginalMessage());
        }
    }

    private static byte[] bytes(Request request) throws IOException {
        try (InputStream in = Content.Source.asInputStream(request)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                in.skip(DISCARDED_BYTES);
                throw new ApiException(
                        413,
                        "RequestTooLarge",
                        "body: found more than %d bytes, which is the limit".formatted(MAX_BYTES));
            }
            return bytes;
        }
    }
}

package dev.tablecast.local.cloud.gateway.integration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * The response of a function with proxy integration: {@code statusCode}, which is required, {@code
 * headers}, {@code body} and {@code isBase64Encoded}.
 */
record ProxyResponse(int statusCode, JsonNode headers, String body) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Parses a response; empty if the payload is no proxy response. */
    static Optional<ProxyResponse> parse(byte[] payload) {
        try {
            JsonNode json = JSON.readTree(payload);
            int status = json.path("statusCode").asInt(-1);
            JsonNode body = json.path("body");
            if (status < 200 || status > 599 || !absent(body) && !body.isTextual()) {
                return Optional.empty();
            }
            String text =
                    json.path("isBase64Encoded").asBoolean()
                            ? new String(
                                    Base64.getDecoder().decode(body.asText("")),
                                    StandardCharsets.UTF_8)
                            : body.asText("");
            return Optional.of(
                    new ProxyResponse(status, json.path("headers"), absent(body) ? "" : text));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    boolean isSuccess() {
        return statusCode / 100 == 2;
    }

    /** Finds a header; names are case-insensitive. */
    Optional<String> header(String name) {
        return headers.propertyStream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(header -> header.getValue().asText())
                .findFirst();
    }

    private static boolean absent(JsonNode node) {
        return node.isMissingNode() || node.isNull();
    }
}

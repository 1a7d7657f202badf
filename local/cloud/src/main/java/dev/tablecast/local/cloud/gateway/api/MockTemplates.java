package dev.tablecast.local.cloud.gateway.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Mapping templates of mock integrations, which are literal JSON. */
final class MockTemplates {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private MockTemplates() {}

    static int statusCode(String requestTemplate) {
        JsonNode status = literal("requestTemplate", requestTemplate).path("statusCode");
        if (!status.isInt() || status.intValue() < 200 || status.intValue() > 599) {
            throw new InvalidApiException(
                    "Mock integration: requestTemplate: found "
                            + requestTemplate
                            + ", must have a \"statusCode\" from 200 to 599");
        }
        return status.intValue();
    }

    static JsonNode literal(String name, String template) {
        if (template.contains("$") || template.contains("#")) {
            throw new InvalidApiException(
                    "Mock integration: %s: found %s, must be literal JSON without $ and #"
                            .formatted(name, template));
        }
        try {
            JsonNode json = JSON.readTree(template);
            if (!json.isMissingNode()) {
                return json;
            }
        } catch (JsonProcessingException e) {
            // The message below names the template.
        }
        throw new InvalidApiException(
                "Mock integration: %s: found %s, must be JSON".formatted(name, template));
    }
}

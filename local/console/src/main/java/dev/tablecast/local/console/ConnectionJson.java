package dev.tablecast.local.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tablecast.functions.connection.Subscription;
import java.util.List;
import java.util.Map;

/**
 * The subscriptions and claims of connections, as the API writes them.
 *
 * @param views the contents of the views that rows name, by id
 */
record ConnectionJson(Map<String, String> views) {
    private static final JsonMapper JSON = new JsonMapper();

    /** The fields of a view's content that describe a subscription. */
    private static final List<String> FIELDS = List.of("filter", "names", "values", "attributes");

    void describe(ObjectNode json, ConnectionRow row) {
        row.subject().ifPresent(subject -> json.put("subject", subject));
        row.tokenExpiresAt().ifPresent(end -> json.put("tokenExpiresAt", end.toString()));
        row.subscriptions()
                .ifPresent(
                        all -> {
                            var list = json.putArray("subscriptions");
                            all.forEach(one -> describe(list.addObject(), one));
                        });
        row.views().stream()
                .map(view -> content(view).path("claims"))
                .filter(JsonNode::isObject)
                .findFirst()
                .ifPresent(claims -> json.set("claims", claims));
    }

    private void describe(ObjectNode json, Subscription subscription) {
        json.put("sub", subscription.sub()).put("view", subscription.view());
        JsonNode content = content(subscription.view());
        for (String field : FIELDS) {
            if (content.has(field)) {
                json.set(field, content.get(field));
            }
        }
    }

    private JsonNode content(String view) {
        try {
            return JSON.readTree(views.getOrDefault(view, "{}"));
        } catch (JsonProcessingException e) {
            return JSON.createObjectNode();
        }
    }
}

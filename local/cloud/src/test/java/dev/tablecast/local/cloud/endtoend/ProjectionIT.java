package dev.tablecast.local.cloud.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tablecast.testing.watching.WatchingClient;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The projections of items in messages, of which the keys are the default. */
class ProjectionIT {

    @Test
    void byDefaultOnlyTheKeysAreSent() {
        try (var system = TestSystem.start()) {
            WatchingClient client = system.connect();

            system.put("1", "secret", "hidden");

            await().until(() -> client.changes().size() == 1);
            assertThat(client.texts().get(0)).doesNotContain("hidden").doesNotContain("secret");
            assertThat(client.changes().get(0).at("/keys/id").asText()).isEqualTo("1");
        }
    }

    @Test
    void includeSendsTheAttributesNamed() {
        try (var system =
                TestSystem.start("projection", "INCLUDE", "projectionAttributes", "name,zip")) {
            WatchingClient client = system.connect();

            system.put(
                    Map.of(
                            "id", TestSystem.text("1"),
                            "name", TestSystem.text("Ada"),
                            "secret", TestSystem.text("hidden")));

            await().until(() -> client.changes().size() == 1);
            assertThat(client.changes().get(0).get("new").toString())
                    .isEqualTo("{\"name\":\"Ada\"}");
        }
    }

    @Test
    void anEventFilterPatternHoldsBackWhatDoesNotMatch() {
        try (var system =
                TestSystem.start(
                        "filter",
                        "{\"dynamodb\":{\"NewImage\":{\"kind\":{\"S\":[\"public\"]}}}}")) {
            WatchingClient client = system.connect();

            system.put("1", "kind", "private");
            system.put("2", "kind", "public");

            await().until(() -> !client.changes().isEmpty());
            assertThat(client.values("/keys/id")).containsExactly("2");
        }
    }
}

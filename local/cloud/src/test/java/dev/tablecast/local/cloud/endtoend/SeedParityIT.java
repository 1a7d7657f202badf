package dev.tablecast.local.cloud.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tablecast.testing.watching.WatchingClient;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The three Lambdas that this project grew out of, by configuration: {@code connect}, {@code
 * disconnect} and {@code handle-record-update}, whose lines in comments are a variant of their own.
 */
class SeedParityIT {

    @Test
    void connectPutsTheConnectionIdIntoWebSocketManager() {
        try (var system = TestSystem.start("messageFormat", "text", "text", "changed")) {
            system.connect();

            assertThat(system.cloud().tableNames()).contains("WebSocketManager");
            assertThat(system.rows())
                    .containsExactly(system.cloud().gateway().connections().get(0).connectionId());
        }
    }

    @Test
    void disconnectDeletesTheConnectionId() {
        try (var system = TestSystem.start("messageFormat", "text", "text", "changed")) {
            system.connect().close();

            await().until(() -> system.rows().isEmpty());
        }
    }

    @Test
    void handleRecordUpdateSendsChangedToEveryConnection() {
        try (var system = TestSystem.start("messageFormat", "text", "text", "changed")) {
            List<WatchingClient> clients = system.connect(3);

            system.put("1", "name", "Ada");

            await().untilAsserted(
                            () ->
                                    assertThat(clients)
                                            .allSatisfy(
                                                    client ->
                                                            assertThat(client.texts())
                                                                    .containsExactly("changed")));
        }
    }

    @Test
    void theVariantInCommentsSendsNameAndZipOfInsertsAndModificationsOnly() {
        try (var system =
                TestSystem.start(
                        "messageFormat",
                        "text",
                        "text",
                        "{name}|{zip}",
                        "eventNames",
                        "INSERT,MODIFY")) {
            WatchingClient client = system.connect();

            system.put(person("Ada", "94105"));
            system.put(person("Ada", "10115"));
            system.delete("1");
            system.put(person("Grace", "22202"));

            await().untilAsserted(
                            () ->
                                    assertThat(client.texts())
                                            .containsExactly(
                                                    "Ada|94105", "Ada|10115", "Grace|22202"));
        }
    }

    private static Map<String, AttributeValue> person(String name, String zip) {
        return Map.of(
                "id", TestSystem.text("1"),
                "name", TestSystem.text(name),
                "zip", AttributeValue.fromN(zip));
    }
}

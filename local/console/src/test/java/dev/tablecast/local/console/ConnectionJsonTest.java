package dev.tablecast.local.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tablecast.functions.connection.Subscription;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConnectionJsonTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void aSubscriptionHasWhatItsViewIsMadeOfAndTheConnectionItsClaims() throws Exception {
        var views =
                new ConnectionJson(
                        Map.of(
                                "v1",
                                """
                                {"filter":"room = :r","values":{":r":"lobby"},"attributes":["id"],
                                "claims":{"tenant":"acme"},"later":1}\
                                """));
        var row =
                new ConnectionRow(
                        Optional.of("hash"),
                        Optional.of(Instant.parse("2026-11-22T19:49:00Z")),
                        Optional.of(
                                List.of(
                                        new Subscription("a", 3, "v0"),
                                        new Subscription("b", 1, "v1"))),
                        Optional.empty());
        ObjectNode json = JSON.createObjectNode();

        views.describe(json, row);

        assertThat(json)
                .isEqualTo(
                        JSON.readTree(
                                """
                                {"subject":"hash","tokenExpiresAt":"2026-11-22T19:49:00Z",
                                "subscriptions":[{"sub":"a","view":"v0"},
                                  {"sub":"b","view":"v1","filter":"room = :r","values":{":r":"lobby"},
                                  "attributes":["id"]}],
                                "claims":{"tenant":"acme"}}\
                                """));
    }

    @Test
    void aClientWithoutTheSubProtocolHasTheClaimsOfItsView() {
        var row =
                new ConnectionRow(
                        Optional.empty(), Optional.empty(), Optional.empty(), Optional.of("v1"));
        ObjectNode json = JSON.createObjectNode();

        new ConnectionJson(Map.of("v1", "{\"claims\":{\"tenant\":\"acme\"}}")).describe(json, row);

        assertThat(json.toString()).isEqualTo("{\"claims\":{\"tenant\":\"acme\"}}");
    }

    @Test
    void aViewThatCantBeReadIsLeftOut() {
        var row =
                new ConnectionRow(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(List.of(new Subscription("a", 1, "v1"))),
                        Optional.empty());
        ObjectNode json = JSON.createObjectNode();

        new ConnectionJson(Map.of("v1", "{\"filter\":")).describe(json, row);

        assertThat(json.toString())
                .isEqualTo("{\"subscriptions\":[{\"sub\":\"a\",\"view\":\"v1\"}]}");
    }
}

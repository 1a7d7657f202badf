package dev.tablecast.functions.snapstart;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A rehearsal that fails is only logged on Lambda: the function starts slower, and nobody sees it.
 */
class RehearsalsIT {
    private static final Map<String, String> ENVIRONMENT =
            Map.of(
                    "AWS_REGION", "eu-west-1",
                    "CONNECTIONS_TABLE", "WebSocketManager",
                    "CONNECTIONS_ENDPOINT", "https://stage.test/live",
                    "CHANGE_LOG_TABLE", "ChangeLog",
                    "FEED", "Items",
                    "STATE_MACHINE_ARN", "arn:aws:states:eu-west-1:000000000000:stateMachine:b");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stream.BroadcastRehearsal",
                "discarded.DiscardedBatchRehearsal",
                "post.PostRehearsal",
                "subscribe.SubscribeRehearsal"
            })
    void aRehearsalPlaysWithoutAnErrorInEveryMessageFormat(String name) throws Exception {
        var constructor = Class.forName("dev.tablecast.functions." + name).getDeclaredConstructor();
        constructor.setAccessible(true);
        var rehearsal = (Rehearsal) constructor.newInstance();

        assertPlays(rehearsal, Map.of());
        assertPlays(rehearsal, Map.of("PROJECTION", "ALL"));
        assertPlays(
                rehearsal,
                Map.of(
                        "PROJECTION", "ALL",
                        "KEY_ATTRIBUTES", "id",
                        "ROW_ACCESS", "tenant = :claim.tenant"));
        assertPlays(rehearsal, Map.of("MESSAGE_FORMAT", "text", "TEXT_TEMPLATE", "{number}"));
    }

    private static void assertPlays(Rehearsal rehearsal, Map<String, String> settings)
            throws Exception {
        var environment = new HashMap<>(ENVIRONMENT);
        environment.putAll(settings);
        try (var service = LoopbackService.start(rehearsal::answer)) {
            System.setProperty("aws.containerCredentialsFullUri", service.credentials().toString());
            Stage stage = Stage.at(service.endpoint(), environment);
            assertThatCode(() -> rehearsal.play(stage))
                    .as(settings.toString())
                    .doesNotThrowAnyException();
        } finally {
            System.clearProperty("aws.containerCredentialsFullUri");
        }
    }
}

package dev.tablecast.local.cloud.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tablecast.testing.watching.WatchingClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The process that {@code ./mvnw -Prun} starts. */
class MainIT {
    private static final Map<String, String> FREE_PORTS =
            Map.of(
                    "TABLECAST_PORT", "0",
                    "TABLECAST_DYNAMODB_PORT", "0",
                    "TABLECAST_STEPFUNCTIONS_PORT", "0");

    @Test
    void itSaysWhereEverythingIsAndBroadcastsUntilItIsInterrupted() throws Exception {
        try (var started = StartedProcess.start(FREE_PORTS)) {
            String url = started.awaitOutput(Pattern.compile("WebSocket +(ws://\\S+)"));
            started.awaitOutput(Pattern.compile("Console +(http://\\S+)"));
            started.awaitOutput(Pattern.compile("@connections +(http://\\S+)"));
            started.awaitOutput(
                    Pattern.compile(
                            "DynamoDB +(http://\\S+) \\(tables: ChangeLog, Items,"
                                    + " WebSocketManager\\)"));
            started.awaitOutput(
                    Pattern.compile(
                            "Step Functions +(http://\\S+) \\(state machines: broadcast\\)"));
            started.awaitOutput(Pattern.compile("(aws dynamodb put-item .+)"));
            WatchingClient client = WatchingClient.connect(URI.create(url));

            interrupt(started.process());

            assertThat(started.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
            await().untilAsserted(() -> assertThat(client.closed()).isCompletedWithValue(1001));
            assertThat(started.process().descendants()).isEmpty();
            assertThat(started.errors()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"TABLECAST_PORT", "TABLECAST_DYNAMODB_PORT", "TABLECAST_STEPFUNCTIONS_PORT"})
    void aTakenPortIsOneLineThatNamesItsSetting(String setting) throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                var started =
                        StartedProcess.start(
                                with(setting, Integer.toString(taken.getLocalPort())))) {
            assertEndsWith(
                    started,
                    "tablecast: port %d is in use; stop what listens there, or choose another with %s"
                            .formatted(taken.getLocalPort(), setting));
        }
    }

    @ParameterizedTest
    @CsvSource({"http", "-1", "70000"})
    void aWrongSettingIsOneLineThatNamesIt(String value) throws Exception {
        try (var started = StartedProcess.start(with("TABLECAST_PORT", value))) {
            assertEndsWith(
                    started,
                    "tablecast: TABLECAST_PORT is \"%s\"; it takes a port from 1 to 65535, or 0 for a free one"
                            .formatted(value));
        }
    }

    @Test
    void anUnknownExampleIsOneLineThatNamesThoseThatAreThere() throws Exception {
        try (var started = StartedProcess.start("bord", FREE_PORTS)) {
            assertEndsWith(started, "tablecast: -Dexample is \"bord\"; it takes board");
        }
    }

    @Test
    void theExamplesPortIsNamedByItsSetting() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                var started =
                        StartedProcess.start(
                                "board",
                                with(
                                        "TABLECAST_EXAMPLE_PORT",
                                        Integer.toString(taken.getLocalPort())))) {
            assertEndsWith(
                    started,
                    "tablecast: port %d is in use; stop what listens there, or choose another with TABLECAST_EXAMPLE_PORT"
                            .formatted(taken.getLocalPort()));
        }
    }

    private static void assertEndsWith(StartedProcess started, String line) throws Exception {
        assertThat(started.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(started.process().exitValue()).isEqualTo(1);
        await().untilAsserted(() -> assertThat(started.errors()).containsExactly(line));
        assertThat(started.output()).isEmpty();
    }

    private static Map<String, String> with(String name, String value) {
        var environment = new HashMap<>(FREE_PORTS);
        environment.put(name, value);
        return environment;
    }

    private static void interrupt(Process process) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    }
}

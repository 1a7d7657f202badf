package dev.tablecast.local.cloud.endtoend;

import dev.tablecast.javascript.NodeTests;
import dev.tablecast.local.cloud.Faults;
import dev.tablecast.local.cloud.stream.StreamFaults;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/**
 * Live queries of the browser client, in Node.js, on the whole system: writers, a stream that lags
 * behind the table, and connections that are cut at random. {@code -DliveQueries=full} runs it with
 * 50 writers, 1,000 items and 200 clients. {@code target/live-queries.json} has the figures.
 */
class LiveQueriesUnderFireIT {
    private static final Path TESTS =
            Path.of(System.getProperty("tablecast.project"), "client/test");

    private static final boolean FULL = "full".equals(System.getProperty("liveQueries"));
    private static final Duration LAG = Duration.ofSeconds(3);
    private static final Map<String, String> SIZE =
            Map.of(
                    "WRITERS", "50",
                    "ITEMS", "1000",
                    "CLIENTS", "200",
                    "WRITES", "12000",
                    "PACE", "500",
                    "PATIENCE", "300");

    @TestFactory
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    Stream<DynamicTest> listsAreTheQueryAndNoItemStepsBack() throws Exception {
        var faults = Faults.NONE.withStream(StreamFaults.lagging(() -> LAG));
        try (TestSystem system =
                TestSystem.start(
                        options -> options.withFaults(faults),
                        "projection",
                        "ALL",
                        "sourceHashKey",
                        "room",
                        "sourceRangeKey",
                        "id:N",
                        "snapshot",
                        "query")) {
            var environment = new HashMap<>(BrowserClientIT.environment(system));
            environment.put(
                    "FIGURES", Path.of("target/live-queries.json").toAbsolutePath().toString());
            if (FULL) {
                environment.putAll(SIZE);
            }
            return NodeTests.run(
                    TESTS.resolve("consistency"),
                    environment,
                    FULL ? Duration.ofMinutes(18) : Duration.ofSeconds(110));
        }
    }
}

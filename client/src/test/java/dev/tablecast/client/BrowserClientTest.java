package dev.tablecast.client;

import dev.tablecast.javascript.NodeTests;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The tests of the browser client, which control its clock and network, and of its package. */
class BrowserClientTest {
    private static final Path TESTS = Path.of("test").toAbsolutePath();

    @TestFactory
    Stream<DynamicTest> tests() throws Exception {
        return run(TESTS, Duration.ofSeconds(110));
    }

    /** Runs thousands of random histories of a live query. */
    @TestFactory
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    Stream<DynamicTest> liveQueries() throws Exception {
        return run(TESTS.resolve("live"), Duration.ofMinutes(9));
    }

    /** Installs the package in empty projects, if npm and its registry can be reached. */
    @TestFactory
    @EnabledIfSystemProperty(
            named = "consumers",
            matches = "true",
            disabledReason =
                    "it installs packages from npm's registry, for minutes; -Dconsumers=true runs"
                            + " it")
    @Timeout(value = 16, unit = TimeUnit.MINUTES)
    Stream<DynamicTest> packageOfConsumers() throws Exception {
        return run(TESTS.resolve("consumer"), Duration.ofMinutes(15));
    }

    private static Stream<DynamicTest> run(Path folder, Duration timeout) throws Exception {
        return NodeTests.run(folder, Map.of(), timeout);
    }
}

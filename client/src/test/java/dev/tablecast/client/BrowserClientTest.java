package dev.tablecast.client;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The browser client with clocks and networks that do what the test says. */
class BrowserClientTest {
    @TestFactory
    Stream<DynamicTest> tests() throws Exception {
        Path folder = Path.of("test").toAbsolutePath();
        return NodeTests.run(folder, folder.resolve("reporter.mjs"), Map.of());
    }
}

package dev.tablecast.client;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The browser client with clocks and networks that do what the test says. */
class BrowserClientTest {
    @TestFactory
    Stream<DynamicTest> tests() throws IOException {
        return NodeTests.run(Path.of("test").toAbsolutePath());
    }
}

package dev.tablecast.javascript;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/**
 * The format of all JavaScript of the project, and faults that the TypeScript compiler finds in it.
 *
 * <p>{@code ./mvnw -q -pl javascript test -Dwrite=true} formats it.
 */
class StyleTest {
    /** Takes some seconds, and minutes on a busy machine. */
    @TestFactory
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    Stream<DynamicTest> everyScriptIsFormattedAndHasNoFault() throws Exception {
        return NodeTests.run(
                Path.of("style").toAbsolutePath(),
                Map.of(
                        "PROJECT", System.getProperty("tablecast.project"),
                        "PRETTIER", System.getProperty("tablecast.prettier"),
                        "TYPESCRIPT", System.getProperty("tablecast.typescript"),
                        "WRITE", System.getProperty("write", "false")),
                Duration.ofMinutes(4));
    }
}

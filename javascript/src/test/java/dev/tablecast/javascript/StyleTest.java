package dev.tablecast.javascript;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The format of all JavaScript of the project, and faults that the TypeScript compiler finds in it.
 *
 * <p>{@code ./mvnw -q -pl javascript test -Dwrite=true} formats it.
 */
class StyleTest {
    @TestFactory
    Stream<DynamicTest> everyScriptIsFormattedAndHasNoFault() throws Exception {
        return NodeTests.run(
                Path.of("style").toAbsolutePath(),
                Map.of(
                        "PROJECT", System.getProperty("tablecast.project"),
                        "PRETTIER", System.getProperty("tablecast.prettier"),
                        "TYPESCRIPT", System.getProperty("tablecast.typescript"),
                        "WRITE", System.getProperty("write", "false")));
    }
}

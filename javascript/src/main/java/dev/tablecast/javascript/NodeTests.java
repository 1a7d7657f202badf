package dev.tablecast.javascript;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** Tests that Node.js runs, each as a test of JUnit. */
public final class NodeTests {
    private static final Duration TIMEOUT = Duration.ofSeconds(110);

    private NodeTests() {}

    /** Runs the tests of a folder with the usual timeout, just below that of a test of JUnit. */
    public static Stream<DynamicTest> run(Path folder, Map<String, String> environment)
            throws Exception {
        return run(folder, environment, TIMEOUT);
    }

    /**
     * Runs every {@code *.test.mjs} of a folder. Without Node.js 20.11 or newer they are skipped,
     * and the reason is printed.
     *
     * @param environment variables to add to the environment
     * @param timeout the longest time of a test, and of a file
     */
    public static Stream<DynamicTest> run(
            Path folder, Map<String, String> environment, Duration timeout) throws Exception {
        Optional<String> problem = Node.problem();
        if (problem.isPresent()) {
            printSkipped(folder.toString(), problem.get());
            return Stream.of(dynamicTest(problem.get(), () -> abort(problem.get())));
        }
        Path reporter = reporter();
        try {
            Node.Result result = Node.run(command(folder, reporter, timeout), environment);
            var results = new ArrayList<>(result.lines());
            if (result.status() != 0) {
                results.add("fail node exit+status+" + result.status());
            }
            assertThat(results).as("tests in " + folder).isNotEmpty();
            return results.stream().map(NodeTests::test);
        } finally {
            Files.delete(reporter);
        }
    }

    private static List<String> command(Path folder, Path reporter, Duration timeout)
            throws IOException {
        var command =
                new ArrayList<>(
                        List.of(
                                "node",
                                "--test",
                                "--test-timeout=" + timeout.toMillis(),
                                "--experimental-websocket",
                                "--test-reporter=" + reporter.toUri()));
        try (Stream<Path> files = Files.list(folder)) {
            files.map(Path::toString)
                    .filter(name -> name.endsWith(".test.mjs"))
                    .sorted()
                    .forEach(command::add);
        }
        return command;
    }

    /** Copies the reporter out of the class path, where Node.js can't load it. */
    private static Path reporter() throws IOException {
        Path file = Files.createTempFile("reporter", ".mjs");
        try (InputStream source = NodeTests.class.getResourceAsStream("reporter.mjs")) {
            Files.copy(Objects.requireNonNull(source), file, StandardCopyOption.REPLACE_EXISTING);
        }
        return file;
    }

    private static DynamicTest test(String result) {
        String[] fields = result.split(" ", -1);
        assertThat(fields).as("the reporter's line: " + result).hasSize(3);
        String name = URLDecoder.decode(fields[1], UTF_8);
        String reason = URLDecoder.decode(fields[2], UTF_8);
        return dynamicTest(
                name,
                () -> {
                    switch (fields[0]) {
                        case "pass" -> {}
                        case "skip" -> {
                            printSkipped(name, reason);
                            abort(reason);
                        }
                        default -> fail(reason);
                    }
                });
    }

    /** Prints to the build's log, which doesn't show the reasons of skipped tests. */
    private static void printSkipped(String tests, String reason) {
        System.out.println("[WARNING] Skipped " + tests + ": " + reason);
    }
}

package dev.tablecast.local.cloud.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** Tests in JavaScript, run by Node.js, each as a test of JUnit's. */
public final class NodeTests {
    private static final Pattern VERSION = Pattern.compile("v(\\d+)\\.(\\d+)\\..*");

    private NodeTests() {}

    /**
     * Runs every {@code *.test.mjs} of a folder; skips them, with the reason, where there is no
     * Node.js 20.11 or newer.
     *
     * @param reporter {@code client/test/reporter.mjs}
     * @param environment what the tests are told
     */
    public static Stream<DynamicTest> run(
            Path folder, Path reporter, Map<String, String> environment) throws Exception {
        return run(folder, reporter, environment, Duration.ofSeconds(110));
    }

    /** Runs them with another timeout than usual. */
    static Stream<DynamicTest> run(
            Path folder, Path reporter, Map<String, String> environment, Duration timeout)
            throws Exception {
        String version = version();
        if (!isNewEnough(version)) {
            String reason = "Node.js: found " + version + ", must be 20.11 or newer";
            System.out.println("[WARNING] Skipped " + folder + ": " + reason);
            return Stream.of(dynamicTest(reason, () -> abort(reason)));
        }
        var command =
                new ArrayList<>(
                        List.of(
                                "node",
                                "--test",
                                "--test-timeout=" + timeout.toMillis(),
                                "--experimental-websocket"));
        command.add("--test-reporter=" + reporter.toUri());
        try (Stream<Path> files = Files.list(folder)) {
            files.map(Path::toString)
                    .filter(name -> name.endsWith(".test.mjs"))
                    .sorted()
                    .forEach(command::add);
        }
        List<String> results = output(command, environment);
        assertThat(results).as("tests in " + folder).isNotEmpty();
        return results.stream().map(NodeTests::test);
    }

    private static DynamicTest test(String result) {
        String[] fields = result.split(" ", -1);
        assertThat(fields).as("what the reporter wrote: " + result).hasSize(3);
        String reason = URLDecoder.decode(fields[2], UTF_8);
        return dynamicTest(
                URLDecoder.decode(fields[1], UTF_8),
                () -> {
                    switch (fields[0]) {
                        case "pass" -> {}
                        case "skip" -> abort(reason);
                        default -> fail(reason);
                    }
                });
    }

    private static String version() throws InterruptedException {
        try {
            return String.join("", output(List.of("node", "--version"), Map.of()));
        } catch (IOException e) {
            return "none";
        }
    }

    private static boolean isNewEnough(String version) {
        Matcher parts = VERSION.matcher(version);
        if (!parts.matches()) {
            return false;
        }
        int major = Integer.parseInt(parts.group(1));
        return major > 20 || major == 20 && Integer.parseInt(parts.group(2)) >= 11;
    }

    /** The lines that Node.js writes, with a failed test more where it ends with a failure. */
    private static List<String> output(List<String> command, Map<String, String> environment)
            throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        builder.environment().put("NODE_NO_WARNINGS", "1");
        Process process = builder.start();
        try (var output = process.inputReader(UTF_8)) {
            var lines = new ArrayList<>(output.lines().toList());
            int status = process.waitFor();
            if (status != 0) {
                lines.add("fail node exit+status+" + status);
            }
            return lines;
        } finally {
            process.destroyForcibly();
        }
    }
}

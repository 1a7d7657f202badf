package dev.tablecast.javascript;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Node.js on the {@code PATH}. */
final class Node {
    private static final Pattern VERSION = Pattern.compile("v(\\d+)\\.(\\d+)\\..*");

    private Node() {}

    /** Returns why Node.js can't run the tests; empty if it is version 20.11 or newer. */
    static Optional<String> problem() throws InterruptedException {
        String version = version();
        return isNewEnough(version)
                ? Optional.empty()
                : Optional.of("Node.js: found " + version + ", must be 20.11 or newer");
    }

    /** Runs a command and returns its lines of output, errors included, and its exit status. */
    static Result run(List<String> command, Map<String, String> environment)
            throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        builder.environment().put("NODE_NO_WARNINGS", "1");
        Process process = builder.start();
        try (var output = process.inputReader(UTF_8)) {
            var lines = new ArrayList<>(output.lines().toList());
            return new Result(lines, process.waitFor());
        } finally {
            process.destroyForcibly();
        }
    }

    /** The output of a process that has ended. */
    record Result(List<String> lines, int status) {
        Result {
            lines = List.copyOf(lines);
        }
    }

    private static String version() throws InterruptedException {
        try {
            return String.join("", run(List.of("node", "--version"), Map.of()).lines());
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
}

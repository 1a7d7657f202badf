package dev.tablecast.local.cloud.endtoend;

import static org.awaitility.Awaitility.await;

import dev.tablecast.local.cloud.command.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The local cloud in its own process, like {@code -Prun} starts it. */
final class StartedProcess implements AutoCloseable {
    private static final Duration STARTING = Duration.ofSeconds(60);

    /** An option of the JVM, in the arguments of {@code -Prun}. */
    private static final Pattern OPTION =
            Pattern.compile("<argument>(-X[^<]+|--[a-z-]+=[^<]+)</argument>");

    private final Process process;
    private final List<String> output = new CopyOnWriteArrayList<>();
    private final List<String> errors = new CopyOnWriteArrayList<>();

    private StartedProcess(Process process) {
        this.process = process;
        gather(process.getInputStream(), output);
        gather(process.getErrorStream(), errors);
    }

    static StartedProcess start(Map<String, String> environment) throws IOException {
        return start("", environment);
    }

    /** Starts the process with an example, like {@code -Dexample}. */
    static StartedProcess start(String example, Map<String, String> environment)
            throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(virtualMachineOptions());
        command.addAll(
                List.of(
                        property("sqlite4java.library.path"),
                        property("tablecast.project"),
                        "-Dtablecast.example=" + example,
                        "-classpath",
                        System.getProperty("java.class.path"),
                        Main.class.getName()));
        var builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        return new StartedProcess(builder.start());
    }

    private static List<String> virtualMachineOptions() throws IOException {
        var pom = Path.of(System.getProperty("tablecast.project"), "local/cloud/pom.xml");
        return OPTION.matcher(Files.readString(pom))
                .results()
                .map(option -> option.group(1))
                .toList();
    }

    Process process() {
        return process;
    }

    /** Returns the lines of standard output so far. */
    List<String> output() {
        return output;
    }

    /**
     * Returns the lines of standard error so far, which are complete when the process has ended.
     */
    List<String> errors() {
        return errors;
    }

    /** Waits for a line of output and returns the first group of the pattern in it. */
    String awaitOutput(Pattern pattern) {
        await().atMost(STARTING)
                .until(() -> process.isAlive() && find(pattern) != null || !process.isAlive());
        String found = find(pattern);
        if (found == null) {
            throw new AssertionError("the process has ended: " + errors);
        }
        return found;
    }

    private @Nullable String find(Pattern pattern) {
        return output.stream()
                .map(pattern::matcher)
                .filter(Matcher::find)
                .map(matcher -> matcher.group(1))
                .findFirst()
                .orElse(null);
    }

    private static String property(String name) {
        return "-D" + name + "=" + System.getProperty(name);
    }

    private static void gather(InputStream stream, List<String> lines) {
        Thread.startVirtualThread(
                () ->
                        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))
                                .lines()
                                .forEach(lines::add));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}

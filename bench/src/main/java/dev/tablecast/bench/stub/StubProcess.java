package dev.tablecast.bench.stub;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Stubs in a process of their own, so that what they cost isn't counted as their client's. They end
 * with this process at the latest.
 */
public final class StubProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;
    private final Map<Integer, URI> endpoints = new LinkedHashMap<>();

    private StubProcess(Process process, List<Integer> latencyMillis) throws IOException {
        this.process = process;
        output =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String[] ports = line().split(" ");
        for (int i = 0; i < latencyMillis.size(); i++) {
            endpoints.put(
                    latencyMillis.get(i), URI.create("http://127.0.0.1:" + ports[i] + "/live"));
        }
    }

    /** Starts a stub for each of these latencies. */
    public static StubProcess start(List<Integer> latencyMillis) {
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx64m",
                                "-XX:+UseSerialGC",
                                "-classpath",
                                System.getProperty("java.class.path"),
                                Main.class.getName()));
        latencyMillis.forEach(latency -> command.add(latency.toString()));
        try {
            var builder =
                    new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
            return new StubProcess(builder.start(), latencyMillis);
        } catch (IOException e) {
            throw new UncheckedIOException("the stub can't be started", e);
        }
    }

    /** The stage of the stub that takes so long. */
    public URI endpoint(int latencyMillis) {
        return Objects.requireNonNull(endpoints.get(latencyMillis));
    }

    /** Returns the number of requests to all stubs so far. */
    public long requests() {
        try {
            process.getOutputStream().write('\n');
            process.getOutputStream().flush();
            return Long.parseLong(line());
        } catch (IOException e) {
            throw new UncheckedIOException("the stub doesn't answer", e);
        }
    }

    private String line() throws IOException {
        String line = output.readLine();
        if (line == null) {
            throw new IOException("the stub has ended");
        }
        return line;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}

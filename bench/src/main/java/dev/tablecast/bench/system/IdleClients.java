package dev.tablecast.bench.system;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Clients in a process of their own, for more connections than one process may have at both ends.
 * They end with this process at the latest.
 */
final class IdleClients implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final String CONNECTED = "connected";
    private static final String TOLD = "told";

    private final Process process;
    private final BufferedReader lines;

    private IdleClients(Process process) {
        this.process = process;
        lines =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /**
     * Lets so many connect, and returns when they have.
     *
     * @throws IllegalStateException if they don't
     */
    static IdleClients connect(URI uri, int clients) {
        try {
            var idle =
                    new IdleClients(
                            new ProcessBuilder(
                                            Path.of(System.getProperty("java.home"), "bin", "java")
                                                    .toString(),
                                            "-Xmx64m",
                                            "-XX:+UseSerialGC",
                                            "-classpath",
                                            System.getProperty("java.class.path"),
                                            IdleClients.class.getName(),
                                            uri.toString(),
                                            Integer.toString(clients))
                                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                                    .start());
            idle.await(CONNECTED);
            return idle;
        } catch (IOException e) {
            throw new UncheckedIOException("clients can't be started", e);
        }
    }

    /** Waits until every one of them has been told something. */
    void awaitTold() {
        await(TOLD);
    }

    private void await(String expected) {
        try {
            String line = lines.readLine();
            if (!expected.equals(line)) {
                close();
                throw new IllegalStateException(
                        "clients should be %s, but have ended".formatted(expected));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }

    /**
     * The process: says when all clients are connected, and each time when all were told something.
     * It ends with its standard input, or when time is up.
     *
     * @param arguments where to connect, and how many
     */
    public static void main(String[] arguments) throws InterruptedException {
        int clients = Integer.parseInt(arguments[1]);
        Thread.ofPlatform().daemon().start(IdleClients::endWithInput);
        CompletableFuture.delayedExecutor(LONGEST.multipliedBy(2).toSeconds(), TimeUnit.SECONDS)
                .execute(() -> System.exit(1));
        var told = new AtomicLong();
        WebSocketClients.Listener listener =
                (client, text) -> {
                    if (told.incrementAndGet() % clients == 0) {
                        System.out.println(TOLD);
                    }
                };
        var all = new WebSocketClients(URI.create(arguments[0]), "idle-", listener);
        all.growTo(clients, LONGEST);
        System.out.println(CONNECTED);
        all.thread().join();
        System.exit(1);
    }

    private static void endWithInput() {
        try {
            while (System.in.read() >= 0) {
                // Nothing is said here: the end is what is waited for.
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            System.exit(0);
        }
    }
}

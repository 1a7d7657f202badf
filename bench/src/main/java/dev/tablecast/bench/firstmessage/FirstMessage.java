package dev.tablecast.bench.firstmessage;

import dev.tablecast.bench.broadcast.LocalDynamoDb;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What a newcomer waits for.
 *
 * @param cloned until the clone was there
 * @param ready until the addresses were printed, from the beginning of the clone
 * @param message until a client had the first change, from the beginning of the clone
 */
record FirstMessage(Duration cloned, Duration ready, Duration message) {
    /** After which the run is given up. */
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private static final Pattern WEB_SOCKET = Pattern.compile(" WebSocket +(ws:\\S+)");
    private static final Pattern DYNAMO_DB = Pattern.compile(" DynamoDB +(http:\\S+)");

    /** Clones, builds, starts, changes an item, and ends what it started. */
    static FirstMessage in(Path project, Path repository) {
        long start = System.nanoTime();
        try (var clone = FreshClone.of(project)) {
            Duration cloned = since(start);
            Process run = clone.run(repository);
            CompletableFuture.delayedExecutor(LONGEST.toSeconds(), TimeUnit.SECONDS)
                    .execute(() -> end(run));
            try {
                URI webSocket = null;
                URI dynamoDb = null;
                var lines = new StringBuilder();
                while (webSocket == null || dynamoDb == null) {
                    String line = run.inputReader().readLine();
                    if (line == null) {
                        throw new IllegalStateException("./mvnw -Prun has ended:\n" + lines);
                    }
                    lines.append(line).append('\n');
                    webSocket = webSocket == null ? address(WEB_SOCKET, line) : webSocket;
                    dynamoDb = dynamoDb == null ? address(DYNAMO_DB, line) : dynamoDb;
                }
                Duration ready = since(start);
                change(webSocket, dynamoDb);
                return new FirstMessage(cloned, ready, since(start));
            } catch (IOException e) {
                throw new UncheckedIOException("the output of ./mvnw -Prun can't be read", e);
            } finally {
                end(run);
            }
        }
    }

    private static @Nullable URI address(Pattern pattern, String line) {
        Matcher matcher = pattern.matcher(line);
        return matcher.find() ? URI.create(matcher.group(1)) : null;
    }

    /** Returns when a client that was there before the change has it. */
    private static void change(URI webSocket, URI dynamoDb) {
        var received = new CompletableFuture<String>();
        var listener =
                new WebSocket.Listener() {
                    @Override
                    public @Nullable CompletableFuture<?> onText(
                            WebSocket socket, CharSequence text, boolean last) {
                        received.complete(text.toString());
                        return null;
                    }
                };
        try (var http = HttpClient.newHttpClient();
                var client = LocalDynamoDb.client(dynamoDb)) {
            WebSocket socket = http.newWebSocketBuilder().buildAsync(webSocket, listener).join();
            client.putItem(r -> r.tableName("Items").item(Map.of("id", AttributeValue.fromS("1"))));
            received.get(1, TimeUnit.MINUTES);
            socket.abort();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted before the first message", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("no message within a minute of the change", e);
        }
    }

    /** Ends Maven's process and the one that it started. */
    private static void end(Process run) {
        run.descendants().forEach(ProcessHandle::destroy);
        run.destroy();
        try {
            run.waitFor(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}

package dev.tablecast.functions.post;

import static dev.tablecast.functions.Invocation.invoke;
import static dev.tablecast.functions.Invocation.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.functions.TestContext;
import dev.tablecast.functions.aws.AwsClients;
import dev.tablecast.functions.log.Entry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The posting function over HTTP against a stage with API Gateway's token bucket, scaled down: 1 of
 * 25 of 10,000 calls a second and a burst of 5,000. The workflow's retries are played: the same
 * input, until the function succeeds.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html">API
 *     Gateway quotas</a>
 */
class PlatformPressureIT {
    private static final int RATE = 400;
    private static final int BURST = 200;
    private static final ScriptedApi.Answer TAKEN = new ScriptedApi.Answer.Status(200);
    private static final ScriptedApi.Answer THROTTLED = new ScriptedApi.Answer.Status(429);
    private static final String TEXT_A = "a".repeat(20_000);
    private static final String TEXT_B = "b".repeat(20_000);
    private static final Map<String, String> ENVIRONMENT =
            Map.of(
                    "AWS_REGION", "eu-central-1",
                    "AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE",
                    "AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");

    private final ScriptedApi api = new ScriptedApi();
    private final PostFixture fixture = new PostFixture(Instant.now(), Duration.ofSeconds(30));

    /** Two frames: the second comes only after the first. */
    private final Entry entry = fixture.append(TEXT_A, TEXT_B);

    private final Map<String, List<String>> received = new ConcurrentHashMap<>();

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void fortyBroadcastsAtOnceReachEveryoneAndCloseNobody() {
        var bucket = new TokenBucket(RATE, BURST);
        api.answers(request -> bucket.take() ? taken(request) : THROTTLED);

        broadcast(40, 25, Duration.ofSeconds(10));

        assertEveryoneHasEverything(1_000);
    }

    @Test
    void anotherApiThatTakesNinetyNinePercentForSomeSecondsClosesNobody() {
        Instant end = Instant.now().plusSeconds(8);
        var bucket = new TokenBucket(RATE, BURST);
        api.answers(request -> isLucky(end) && bucket.take() ? taken(request) : THROTTLED);

        int tries = broadcast(4, 25, Duration.ofSeconds(4));

        assertThat(tries).isGreaterThan(4);
        assertEveryoneHasEverything(100);
    }

    /**
     * Proves that a try begins where the one before it ended: no invocation is sure to deliver both
     * frames.
     */
    @Test
    void anotherApiThatNeverStopsToTakeMostOfTheQuotaHoldsNobodyBackForever() {
        api.answers(
                request ->
                        ThreadLocalRandom.current().nextInt(5) == 0 ? taken(request) : THROTTLED);

        broadcast(1, 25, Duration.ofSeconds(3));

        assertEveryoneHasEverything(25);
        assertThat(received.values()).allMatch(frames -> frames.size() == 2);
    }

    private static boolean isLucky(Instant end) {
        return ThreadLocalRandom.current().nextInt(100) == 0 || Instant.now().isAfter(end);
    }

    @Test
    void whoeverReadsIsNotClosedWhileTheQuotaIsGoneForSomeSeconds() {
        outage(THROTTLED);
    }

    @Test
    void norWhileTheServiceAnswersNothing() {
        outage(new ScriptedApi.Answer.ClosedConnection());
    }

    private void outage(ScriptedApi.Answer answer) {
        Instant back = Instant.now().plusSeconds(6);
        var bucket = new TokenBucket(RATE, BURST);
        api.answers(
                request ->
                        Instant.now().isBefore(back)
                                ? answer
                                : bucket.take() ? taken(request) : THROTTLED);

        int tries = broadcast(4, 25, Duration.ofSeconds(4));

        assertThat(tries).isGreaterThan(4);
        assertEveryoneHasEverything(100);
    }

    private ScriptedApi.Answer taken(ScriptedApi.Request request) {
        if (request.method().equals("POST")) {
            String path = request.path();
            received.computeIfAbsent(
                            path.substring(path.lastIndexOf('/') + 1),
                            id -> new CopyOnWriteArrayList<>())
                    .add(request.body());
        }
        return TAKEN;
    }

    /** Broadcasts to as many chunks of connections at once; returns how often functions ran. */
    private int broadcast(int chunks, int connections, Duration timeLeft) {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> tries = new ArrayList<>();
            for (int chunk = 0; chunk < chunks; chunk++) {
                String name = "chunk" + chunk + "-";
                tries.add(executor.submit(() -> untilItSucceeds(name, connections, timeLeft)));
            }
            int sum = 0;
            for (Future<Integer> one : tries) {
                sum += one.get();
            }
            return sum;
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private int untilItSucceeds(String name, int connections, Duration timeLeft)
            throws InterruptedException {
        JsonNode request =
                PostFixture.request(
                        entry,
                        entry,
                        IntStream.range(0, connections)
                                .mapToObj(i -> PostFixture.subscribed(name + i, "a:1:V"))
                                .toArray(String[]::new));
        PostHandler handler = handler();
        for (int tries = 1; ; tries++) {
            try {
                JsonNode result = invoke(handler, request, new TestContext(timeLeft));
                assertThat(result.at("/counts/delivered").intValue()).isEqualTo(connections);
                assertThat(result.get("ended")).isEmpty();
                return tries;
            } catch (PlatformBusyException e) {
                assertThat(tries).isLessThan(50);
                Thread.sleep(ThreadLocalRandom.current().nextLong(500));
            }
        }
    }

    /** Returns a function of its own, as each concurrent invocation has on Lambda. */
    private PostHandler handler() {
        var clients = new AwsClients(ENVIRONMENT);
        Pressure pressure = PostParts.pressure(clients, api.stage(), 32);
        return new PostHandler(
                PostFixture.JSON,
                feed -> fixture.feed(PostFixture.JSON),
                new Poster(PostParts.calls(pressure, 32), Duration.ofSeconds(30)),
                pressure,
                InstantSource.system());
    }

    /** Checks what clients make of it: they drop what they have by its numbers. */
    private void assertEveryoneHasEverything(int connections) {
        assertThat(api.requests()).noneMatch(request -> request.method().equals("DELETE"));
        assertThat(received).hasSize(connections);
        received.forEach(
                (id, frames) -> {
                    long position = entry.from() - 1;
                    for (String frame : frames) {
                        JsonNode message = json(frame);
                        assertThat(message.get("from").longValue())
                                .isLessThanOrEqualTo(position + 1);
                        position = Math.max(position, message.get("to").longValue());
                    }
                    assertThat(position).as(id).isEqualTo(entry.to());
                });
        assertThat(Arrays.asList(TEXT_A, TEXT_B))
                .allMatch(
                        text ->
                                received.values().stream()
                                        .allMatch(
                                                frames ->
                                                        frames.stream()
                                                                .anyMatch(
                                                                        frame ->
                                                                                frame.contains(
                                                                                        text))));
    }

    /** API Gateway's: a refused call takes nothing out of it. */
    private static final class TokenBucket {
        private final double rate;
        private final double burst;
        private double tokens;
        private long filledAt = System.nanoTime();

        TokenBucket(double rate, double burst) {
            this.rate = rate;
            this.burst = burst;
            this.tokens = burst;
        }

        synchronized boolean take() {
            long now = System.nanoTime();
            tokens = Math.min(burst, tokens + rate * (now - filledAt) / 1e9);
            filledAt = now;
            if (tokens < 1) {
                return false;
            }
            tokens--;
            return true;
        }
    }
}

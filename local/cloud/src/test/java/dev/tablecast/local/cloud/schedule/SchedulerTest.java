package dev.tablecast.local.cloud.schedule;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tablecast.local.cloud.lambda.LambdaFunction;
import dev.tablecast.local.cloud.lambda.LambdaFunction.FunctionError;
import dev.tablecast.local.cloud.lambda.LambdaFunction.Payload;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class SchedulerTest {
    private static final Duration RATE = Duration.ofMinutes(5);

    private final List<String> events = new CopyOnWriteArrayList<>();
    private final List<Duration> waits = new CopyOnWriteArrayList<>();

    @Test
    void theFunctionIsInvokedWithTheInputAfterEachPeriod() {
        LambdaFunction function =
                event -> {
                    events.add(new String(event, UTF_8));
                    return new Payload("{}".getBytes(UTF_8));
                };

        run(function);

        assertThat(events).startsWith("{\"a\":1}", "{\"a\":1}");
        assertThat(waits).hasSizeGreaterThanOrEqualTo(events.size()).containsOnly(RATE);
    }

    @Test
    void anInvocationThatFailsIsFollowedByTheNextPeriods() {
        run(
                event -> {
                    events.add("failed");
                    return new FunctionError("by chance");
                });

        assertThat(events).hasSizeGreaterThan(1);
    }

    /** A pause of three periods that pass at once, and a fourth that never passes. */
    private void run(LambdaFunction function) {
        var end = new CountDownLatch(1);
        try (var scheduler =
                Scheduler.start(
                        new Schedule("s", RATE, "{\"a\":1}", function),
                        duration -> {
                            waits.add(duration);
                            if (waits.size() > 3) {
                                end.await();
                            }
                        })) {
            assertThat(scheduler).isNotNull();
            await().until(() -> events.size() == 3);
        }
    }
}

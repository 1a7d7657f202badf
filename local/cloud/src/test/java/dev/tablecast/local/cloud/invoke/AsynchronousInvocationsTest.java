package dev.tablecast.local.cloud.invoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tablecast.local.cloud.lambda.LambdaFunction;
import dev.tablecast.local.cloud.lambda.LambdaFunction.FunctionError;
import dev.tablecast.local.cloud.lambda.LambdaFunction.Payload;
import dev.tablecast.local.cloud.lambda.LambdaFunction.Result;
import dev.tablecast.local.cloud.lambda.LambdaFunction.Throttled;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AsynchronousInvocationsTest {
    private static final Result DONE = new Payload(new byte[0]);
    private static final Result FAILED = new FunctionError("some.Error");
    private static final Result THROTTLED = new Throttled();

    private final List<Duration> waits = new CopyOnWriteArrayList<>();
    private final AtomicInteger invocations = new AtomicInteger();
    private final AsynchronousInvocations asynchronous = new AsynchronousInvocations(waits::add);

    @AfterEach
    void close() {
        asynchronous.close();
    }

    @Test
    void whatSucceedsIsInvokedOnce() {
        add(DONE, DONE);
        await().until(() -> invocations.get() == 1);
        asynchronous.close();

        assertThat(invocations).hasValue(1);
        assertThat(waits).isEmpty();
    }

    @Test
    void whatFailsIsTriedTwiceMoreAndThenGivenUp() {
        add(FAILED, FAILED, FAILED, DONE);
        await().until(() -> invocations.get() == 3);
        asynchronous.close();

        assertThat(invocations).hasValue(3);
        assertThat(waits).containsExactly(Duration.ofMillis(100), Duration.ofMillis(200));
    }

    @Test
    void aRetryThatSucceedsIsTheLast() {
        add(FAILED, DONE, DONE);
        await().until(() -> invocations.get() == 2);
        asynchronous.close();

        assertThat(invocations).hasValue(2);
    }

    @Test
    void whatIsThrottledIsTriedUntilItIsInvokedAndThenStillTwiceMore() {
        add(THROTTLED, THROTTLED, THROTTLED, THROTTLED, FAILED, FAILED, DONE);
        await().until(() -> invocations.get() == 7);
        asynchronous.close();

        assertThat(invocations).hasValue(7);
    }

    @Test
    void closingEndsAnInvocationAndItIsNotTriedAgain() {
        var started = new CountDownLatch(1);
        LambdaFunction endless =
                event -> {
                    invocations.incrementAndGet();
                    started.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return FAILED;
                };
        asynchronous.add("arn", endless, new byte[0]);
        await().until(() -> started.getCount() == 0);
        asynchronous.close();

        assertThat(invocations).hasValue(1);
        assertThat(waits).isEmpty();
    }

    private void add(Result... results) {
        Queue<Result> left = new ArrayDeque<>(List.of(results));
        asynchronous.add(
                "arn",
                event -> {
                    invocations.incrementAndGet();
                    return left.remove();
                },
                new byte[0]);
    }
}

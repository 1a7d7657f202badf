package dev.tablecast.local.cloud.invoke;

import dev.tablecast.local.cloud.lambda.LambdaFunction;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The asynchronous invocations of functions. A failed invocation is retried twice; then its event
 * is discarded, because no function here has a failure destination. Throttled invocations don't
 * count as failed.
 *
 * <p>Differs from Lambda: the retry delays are 100 and 200 ms, not one and two minutes.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html">How
 *     Lambda handles errors and retries with asynchronous invocation</a>
 */
final class AsynchronousInvocations implements AutoCloseable {
    static final int RETRIES = 2;

    private static final Logger LOG = LoggerFactory.getLogger(AsynchronousInvocations.class);
    private static final Duration FIRST_WAIT = Duration.ofMillis(100);
    private static final int LARGEST_WAIT_SHIFT = 6;
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final Pause pause;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    AsynchronousInvocations(Pause pause) {
        this.pause = pause;
    }

    /** The wait before a retry. */
    interface Pause {
        void await(Duration duration) throws InterruptedException;
    }

    /** Queues an event without waiting for its invocation. */
    void add(String arn, LambdaFunction function, byte[] event) {
        threads.submit(() -> runUntilDone(arn, function, event));
    }

    private void runUntilDone(String arn, LambdaFunction function, byte[] event) {
        try {
            run(arn, function, event);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).addKeyValue("function", arn).log("An invocation was lost");
        }
    }

    private void run(String arn, LambdaFunction function, byte[] event)
            throws InterruptedException {
        int failures = 0;
        int throttled = 0;
        while (true) {
            var result = function.invoke(event);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            switch (result) {
                case LambdaFunction.Payload ignored -> {
                    return;
                }
                case LambdaFunction.Throttled ignored -> waitBefore(++throttled);
                case LambdaFunction.FunctionError error -> {
                    if (failures == RETRIES) {
                        LOG.atWarn()
                                .addKeyValue("function", arn)
                                .addKeyValue("error", error.type())
                                .log("An asynchronous invocation failed; its event is discarded");
                        return;
                    }
                    waitBefore(++failures);
                }
            }
        }
    }

    private void waitBefore(int retry) throws InterruptedException {
        pause.await(FIRST_WAIT.multipliedBy(1L << Math.min(retry - 1, LARGEST_WAIT_SHIFT)));
    }

    /** Interrupts the running invocations, and starts no more. */
    @Override
    public void close() {
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(CLOSING.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.atWarn().log("A function didn't end after an interrupt");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

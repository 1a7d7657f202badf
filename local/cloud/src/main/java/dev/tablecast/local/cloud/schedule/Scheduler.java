package dev.tablecast.local.cloud.schedule;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tablecast.local.cloud.lambda.LambdaFunction;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The runner of a schedule.
 *
 * <p>Differs from EventBridge Scheduler: the first invocation is after one period, invocations
 * never overlap, and a failed one isn't retried before the next period.
 */
public final class Scheduler implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Scheduler.class);

    private final Schedule schedule;
    private final Pause pause;
    private final ExecutorService thread = Executors.newVirtualThreadPerTaskExecutor();

    private Scheduler(Schedule schedule, Pause pause) {
        this.schedule = schedule;
        this.pause = pause;
    }

    /** The wait for the next period. */
    interface Pause {
        void await(Duration duration) throws InterruptedException;
    }

    public static Scheduler start(Schedule schedule) {
        return start(schedule, Thread::sleep);
    }

    static Scheduler start(Schedule schedule, Pause pause) {
        var scheduler = new Scheduler(schedule, pause);
        scheduler.thread.submit(scheduler::run);
        return scheduler;
    }

    private void run() {
        try {
            while (true) {
                pause.await(schedule.rate());
                invoke();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void invoke() throws InterruptedException {
        var result = schedule.function().invoke(schedule.input().getBytes(UTF_8));
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (!(result instanceof LambdaFunction.Payload)) {
            LOG.atWarn()
                    .addKeyValue("schedule", schedule.name())
                    .log("The function of a schedule failed");
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}

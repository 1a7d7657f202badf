package dev.tablecast.local.stepfunctions.execution.interpreter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tablecast.local.stepfunctions.asl.Catcher;
import dev.tablecast.local.stepfunctions.asl.ErrorHandling;
import dev.tablecast.local.stepfunctions.asl.Retrier;
import dev.tablecast.local.stepfunctions.execution.Payload;
import dev.tablecast.local.stepfunctions.failure.ErrorNames;
import dev.tablecast.local.stepfunctions.failure.Failure;
import dev.tablecast.local.stepfunctions.failure.FailureException;
import dev.tablecast.local.stepfunctions.failure.QueryEvaluationException;
import dev.tablecast.local.stepfunctions.json.Json;
import java.time.Duration;

/**
 * Runs a state with its retries, and its catchers after the last of them.
 *
 * @see <a href="https://states-language.net/spec.html#errors">ASL, Errors</a>
 */
final class Attempts {
    /** One attempt of a state. */
    interface Attempt {
        /**
         * Runs the attempt.
         *
         * @param retryCount the number of retries before
         */
        Step run(int retryCount) throws InterruptedException;

        /**
         * Called when the last attempt has failed.
         *
         * @param evaluating whether the failure is that of a JSONata expression
         */
        default void giveUp(boolean evaluating) {}
    }

    private final ErrorHandling errors;
    private final Payload input;
    private final Visit visit;
    private final int[] used;

    private Attempts(ErrorHandling errors, Payload input, Visit visit) {
        this.errors = errors;
        this.input = input;
        this.visit = visit;
        this.used = new int[errors.retriers().size()];
    }

    /**
     * Runs the state and returns the step that follows.
     *
     * @throws FailureException if no catcher handles the failure of the last attempt
     */
    static Step run(ErrorHandling errors, Payload input, Visit visit, Attempt attempt)
            throws InterruptedException {
        return new Attempts(errors, input, visit).run(attempt);
    }

    private Step run(Attempt attempt) throws InterruptedException {
        for (int retryCount = 0; ; retryCount++) {
            try {
                return attempt.run(retryCount);
            } catch (FailureException e) {
                var failure = visit.failed(e);
                if (!waitForRetry(failure)) {
                    attempt.giveUp(e instanceof QueryEvaluationException);
                    return handle(failure);
                }
                visit.branch().checkpoint().restart();
            }
        }
    }

    /**
     * Waits for the next attempt. Returns false if there is none: the first retrier that matches
     * decides, even if it has no attempts left.
     */
    private boolean waitForRetry(Failure failure) throws InterruptedException {
        for (int i = 0; i < used.length; i++) {
            var retrier = errors.retriers().get(i);
            if (retrier.errors().matches(failure)) {
                if (used[i] >= retrier.maxAttempts()) {
                    return false;
                }
                visit.branch().sleep(delay(retrier, ++used[i]));
                return true;
            }
        }
        return false;
    }

    private Duration delay(Retrier retrier, int attempt) {
        var delay = retrier.delay(attempt);
        if (!retrier.fullJitter()) {
            return delay;
        }
        double share = visit.branch().run().random().nextDouble();
        return Duration.ofMillis(Math.round(delay.toMillis() * share));
    }

    private Step handle(Failure failure) {
        for (var catcher : errors.catchers()) {
            if (catcher.errors().matches(failure)) {
                return caught(catcher, failure, input, visit);
            }
        }
        throw new FailureException(failure);
    }

    /** Returns the transition to the catcher's next state, with the catcher's output. */
    static Step caught(Catcher catcher, Failure failure, Payload input, Visit visit) {
        return new Step.GoTo(
                catcher.next(),
                StateExecutor.output(
                        catcher.data(),
                        input,
                        errorOutput(failure),
                        visit,
                        ContextObject.NEVER_RETRIED));
    }

    /**
     * Returns the error object for a catcher. AWS always writes both fields: the cause of a timeout
     * is empty, and what a worker or Fail state left out is null.
     */
    private static ObjectNode errorOutput(Failure failure) {
        boolean timeout = ErrorNames.isTimeout(failure.error());
        return Json.object()
                .put("Error", failure.error())
                .put("Cause", failure.cause() == null && timeout ? "" : failure.cause());
    }
}

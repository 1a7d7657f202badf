package dev.tablecast.local.cloud.gateway;

import dev.tablecast.local.cloud.lambda.LambdaFunction;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waiting for latches in functions and tests; too long a wait fails. */
final class Latches {
    private Latches() {}

    /** Returns a successful answer when the latch opens. */
    static LambdaFunction.Result await(CountDownLatch latch) {
        try {
            if (!latch.await(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("The latch didn't open");
            }
            return ScriptedFunction.payload("{\"statusCode\":200}");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

package dev.tablecast.local.cloud.lambda;

import dev.tablecast.local.cloud.lambda.LambdaFunction.FunctionError;
import java.time.Duration;

/**
 * Is asked before each invocation of a function whether, and how, it goes wrong; for tests.
 *
 * <p>It is called by many threads at a time and must not wait.
 */
@FunctionalInterface
public interface InvocationFaults {
    InvocationFaults NONE = (functionName, event) -> new None();

    /**
     * @param functionName without the rest of its ARN
     * @param event JSON in UTF-8
     */
    Fault before(String functionName, byte[] event);

    sealed interface Fault {}

    record None() implements Fault {}

    /** The function isn't called: it ended before its work began. */
    record FailsBefore(FunctionError error) implements Fault {}

    /** The function does its work, and its answer is lost. */
    record FailsAfter(FunctionError error) implements Fault {}

    /** Lambda refuses the invocation, for want of concurrency; the function isn't called. */
    record Throttled() implements Fault {}

    /** The error of a runtime whose process ended, as by {@code System.exit} or out of memory. */
    static FunctionError crash() {
        return FunctionErrors.exited();
    }

    /** The error of a function that took longer than Lambda's default timeout of 3 seconds. */
    static FunctionError timeout() {
        return FunctionErrors.timedOut(Duration.ofSeconds(3));
    }

    /** Returns a function that fails as these faults say, and is this one otherwise. */
    default LambdaFunction around(String functionName, LambdaFunction function) {
        return event ->
                switch (before(functionName, event)) {
                    case None none -> function.invoke(event);
                    case FailsBefore fault -> fault.error();
                    case FailsAfter fault -> {
                        function.invoke(event);
                        yield fault.error();
                    }
                    case Throttled throttled -> new LambdaFunction.Throttled();
                };
    }
}

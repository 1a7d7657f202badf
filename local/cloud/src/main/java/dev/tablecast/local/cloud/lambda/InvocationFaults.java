package dev.tablecast.local.cloud.lambda;

import dev.tablecast.local.cloud.lambda.LambdaFunction.FunctionError;
import java.time.Duration;

/**
 * Faults to inject into invocations of functions; for tests. Many threads call it at a time, and it
 * must not block.
 */
@FunctionalInterface
public interface InvocationFaults {
    InvocationFaults NONE = (functionName, event) -> new None();

    /**
     * Chooses the fault of an invocation, before the invocation.
     *
     * @param functionName the name, not the ARN
     * @param event JSON in UTF-8
     */
    Fault before(String functionName, byte[] event);

    sealed interface Fault {}

    record None() implements Fault {}

    /** The function isn't called, as if it had failed at its start. */
    record FailsBefore(FunctionError error) implements Fault {}

    /** The function runs, and its response is lost. */
    record FailsAfter(FunctionError error) implements Fault {}

    /** Lambda throttles the invocation; the function isn't called. */
    record Throttled() implements Fault {}

    /**
     * Returns the error of a runtime that exited, because of {@code System.exit} or lack of memory.
     */
    static FunctionError crash() {
        return FunctionErrors.exited();
    }

    /** Returns the error of a function that exceeded Lambda's default timeout of 3 seconds. */
    static FunctionError timeout() {
        return FunctionErrors.timedOut(Duration.ofSeconds(3));
    }

    /** Returns a function with these faults. */
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

package dev.tablecast.local.cloud.lambda;

import dev.tablecast.local.cloud.lambda.LambdaFunction.FunctionError;
import java.util.Optional;

/** What goes wrong with invocations: nothing, but in tests. */
@FunctionalInterface
public interface InvocationFaults {
    InvocationFaults NONE = (functionName, event) -> Optional.empty();

    /** Returns the error with which an invocation is answered in place of the function. */
    Optional<FunctionError> before(String functionName, byte[] event);

    /** Returns a function that fails as these faults say, and is this one otherwise. */
    default LambdaFunction around(String functionName, LambdaFunction function) {
        return event ->
                before(functionName, event)
                        .<LambdaFunction.Result>map(error -> error)
                        .orElseGet(() -> function.invoke(event));
    }
}

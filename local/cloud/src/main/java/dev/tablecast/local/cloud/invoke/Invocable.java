package dev.tablecast.local.cloud.invoke;

import dev.tablecast.local.cloud.lambda.LambdaFunction;
import java.util.Optional;

/** A lookup of functions. */
@FunctionalInterface
public interface Invocable {
    /**
     * Finds a function.
     *
     * @param arn the function's ARN with or without a qualifier
     */
    Optional<LambdaFunction> find(String arn);
}

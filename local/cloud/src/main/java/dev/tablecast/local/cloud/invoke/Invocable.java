package dev.tablecast.local.cloud.invoke;

import dev.tablecast.local.cloud.lambda.LambdaFunction;
import java.util.Optional;

/** The functions that can be invoked. */
@FunctionalInterface
public interface Invocable {
    /**
     * @param arn with or without a qualifier
     */
    Optional<LambdaFunction> find(String arn);
}

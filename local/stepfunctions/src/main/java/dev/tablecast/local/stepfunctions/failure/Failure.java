package dev.tablecast.local.stepfunctions.failure;

import org.jspecify.annotations.Nullable;

/**
 * What a state, or a whole execution, failed with.
 *
 * @param error the error name that Retry and Catch look at; absent where a Fail state names none
 * @param cause for humans
 */
public record Failure(@Nullable String error, @Nullable String cause) {
    public static Failure runtime(String cause) {
        return new Failure(ErrorNames.RUNTIME, cause);
    }
}

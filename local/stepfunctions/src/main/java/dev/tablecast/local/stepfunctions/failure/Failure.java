package dev.tablecast.local.stepfunctions.failure;

import org.jspecify.annotations.Nullable;

/**
 * What a state, or a whole execution, failed with; what is longer than AWS's limits is cut off.
 *
 * @param error the error name that Retry and Catch look at, of at most 256 characters; absent where
 *     a Fail state names none
 * @param cause for humans, of at most 32,768 characters
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_ExecutionFailedEventDetails.html">ExecutionFailedEventDetails</a>
 */
public record Failure(@Nullable String error, @Nullable String cause) {
    private static final int LONGEST_ERROR = 256;
    private static final int LONGEST_CAUSE = 32_768;

    public Failure {
        error = cut(error, LONGEST_ERROR);
        cause = cut(cause, LONGEST_CAUSE);
    }

    public static Failure runtime(@Nullable String cause) {
        return new Failure(ErrorNames.RUNTIME, cause);
    }

    /**
     * The failure as an execution ends with it: AWS calls a path of a payload template that selects
     * nothing {@code States.Runtime}, except to a Retry or Catch that names it.
     */
    public Failure unnamed() {
        return ErrorNames.PARAMETER_PATH_FAILURE.equals(error) ? runtime(cause) : this;
    }

    private static @Nullable String cut(@Nullable String text, int longest) {
        return text == null || text.length() <= longest ? text : text.substring(0, longest);
    }
}

package dev.tablecast.local.stepfunctions.failure;

import org.jspecify.annotations.Nullable;

/**
 * The error and cause of a failed state or execution. Both are truncated to AWS's limits.
 *
 * @param error the error name, of at most 256 characters; null if a Fail state has none
 * @param cause the description, of at most 32,768 characters; null for none
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

    /** Returns a {@code States.Runtime} failure. */
    public static Failure runtime(@Nullable String cause) {
        return new Failure(ErrorNames.RUNTIME, cause);
    }

    /**
     * Returns the failure of the execution, if no Retry or Catch handles this one. AWS reports
     * {@code States.ParameterPathFailure} as {@code States.Runtime} then.
     */
    public Failure unnamed() {
        return ErrorNames.PARAMETER_PATH_FAILURE.equals(error) ? runtime(cause) : this;
    }

    private static @Nullable String cut(@Nullable String text, int longest) {
        return text == null || text.length() <= longest ? text : text.substring(0, longest);
    }
}

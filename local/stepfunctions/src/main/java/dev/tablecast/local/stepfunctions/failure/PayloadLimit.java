package dev.tablecast.local.stepfunctions.failure;

/**
 * The size limit of a state's input and output and of a task's result.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html">Quotas</a>
 */
public final class PayloadLimit {
    /** Maximum size in UTF-8. */
    public static final int MOST_BYTES = 262_144;

    private PayloadLimit() {}

    /**
     * Returns the failure {@code States.DataLimitExceeded}.
     *
     * @param what the name of the state or task whose result is too large
     */
    public static FailureException exceeded(String what) {
        return new FailureException(
                ErrorNames.DATA_LIMIT_EXCEEDED,
                "The state/task '"
                        + what
                        + "' returned a result with a size exceeding the maximum number of bytes"
                        + " service limit.");
    }
}

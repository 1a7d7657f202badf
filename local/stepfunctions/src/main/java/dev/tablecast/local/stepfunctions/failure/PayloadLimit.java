package dev.tablecast.local.stepfunctions.failure;

/**
 * The size that no state's input or output and no task's result may exceed.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html">Quotas</a>
 */
public final class PayloadLimit {
    /** In UTF-8. */
    public static final int MOST_BYTES = 262_144;

    private PayloadLimit() {}

    /**
     * @param what the state or the task whose result is too large
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

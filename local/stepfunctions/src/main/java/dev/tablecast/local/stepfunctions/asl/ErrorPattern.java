package dev.tablecast.local.stepfunctions.asl;

import static dev.tablecast.local.stepfunctions.failure.ErrorNames.ALL;
import static dev.tablecast.local.stepfunctions.failure.ErrorNames.DATA_LIMIT_EXCEEDED;
import static dev.tablecast.local.stepfunctions.failure.ErrorNames.PARAMETER_PATH_FAILURE;
import static dev.tablecast.local.stepfunctions.failure.ErrorNames.RUNTIME;
import static dev.tablecast.local.stepfunctions.failure.ErrorNames.TASK_FAILED;
import static dev.tablecast.local.stepfunctions.failure.ErrorNames.TIMEOUT;

import dev.tablecast.local.stepfunctions.failure.ErrorNames;
import dev.tablecast.local.stepfunctions.failure.Failure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The error names of a retrier or catcher.
 *
 * <p>{@code States.Runtime} is never matched. {@code States.ALL} doesn't match {@code
 * States.DataLimitExceeded} and {@code States.ParameterPathFailure} either, which can only be
 * named; AWS reports the latter as {@code States.Runtime} where nobody names it. {@code
 * States.TaskFailed} matches every other error but timeouts, and {@code States.Timeout} both kinds
 * of them: it stands for {@code States.HeartbeatTimeout} too.
 *
 * @see <a href=
 *     "https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html">Error
 *     names</a>
 */
public record ErrorPattern(List<String> names) {
    public ErrorPattern {
        names = List.copyOf(names);
    }

    public boolean matches(Failure failure) {
        var error = failure.error();
        return !RUNTIME.equals(error) && names.stream().anyMatch(name -> matches(name, error));
    }

    private static boolean matches(String name, @Nullable String error) {
        if (name.equals(error)) {
            return true;
        }
        boolean terminal =
                DATA_LIMIT_EXCEEDED.equals(error) || PARAMETER_PATH_FAILURE.equals(error);
        return switch (name) {
            case ALL -> !terminal;
            case TASK_FAILED -> !terminal && !ErrorNames.isTimeout(error);
            case TIMEOUT -> ErrorNames.isTimeout(error);
            default -> false;
        };
    }
}

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
 * The {@code ErrorEquals} of a retrier or catcher.
 *
 * <ul>
 *   <li>No pattern matches {@code States.Runtime}.
 *   <li>{@code States.ALL} matches any other error, except {@code States.DataLimitExceeded} and
 *       {@code States.ParameterPathFailure}, which match by name only. If no pattern names {@code
 *       States.ParameterPathFailure}, AWS reports it as {@code States.Runtime}.
 *   <li>{@code States.TaskFailed} matches the same errors, except timeouts.
 *   <li>{@code States.Timeout} matches {@code States.HeartbeatTimeout} too.
 * </ul>
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html">Error
 *     names</a>
 */
public record ErrorPattern(List<String> names) {
    public ErrorPattern {
        names = List.copyOf(names);
    }

    /** Returns whether a failure has an error that the pattern matches. */
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

package dev.tablecast.local.stepfunctions.registry;

import dev.tablecast.local.stepfunctions.asl.WorkflowType;
import dev.tablecast.local.stepfunctions.registry.RefusedException.Code;
import org.jspecify.annotations.Nullable;

/**
 * The redrive status of an execution.
 *
 * @param status {@code REDRIVABLE}, {@code NOT_REDRIVABLE} or {@code REDRIVABLE_BY_MAP_RUN}
 * @param reason the reason of {@code NOT_REDRIVABLE}; null for the other two
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/redrive-executions.html">Redriving
 *     executions</a>
 */
public record Redrives(String status, @Nullable String reason) {
    /** Returns the redrive status of an execution. */
    public static Redrives of(Execution execution) {
        if (!isRedrivable(execution, execution.mapRunArn() != null)) {
            return new Redrives(
                    "NOT_REDRIVABLE",
                    "Execution is " + execution.status() + " and cannot be redriven");
        }
        return execution.mapRunArn() == null
                ? new Redrives("REDRIVABLE", null)
                : new Redrives("REDRIVABLE_BY_MAP_RUN", null);
    }

    /**
     * Returns whether an execution can be redriven.
     *
     * @param byMapRun whether its parent's redrive does it, which redrives only iterations
     */
    static boolean isRedrivable(Execution execution, boolean byMapRun) {
        return execution.machine().type() == WorkflowType.STANDARD
                && byMapRun == (execution.mapRunArn() != null)
                && switch (execution.status()) {
                    case FAILED, TIMED_OUT, ABORTED -> true;
                    case RUNNING, SUCCEEDED -> false;
                };
    }

    /**
     * Checks that a client may redrive an execution.
     *
     * @throws RefusedException {@code ExecutionNotRedrivable}
     */
    static void require(Execution execution) {
        if (!isRedrivable(execution, false)) {
            var reason =
                    execution.mapRunArn() == null
                            ? of(execution).reason()
                            : "Execution is an iteration of a Map Run and can only be redriven with"
                                    + " it: redrive the parent execution";
            throw new RefusedException(Code.EXECUTION_NOT_REDRIVABLE, String.valueOf(reason));
        }
    }
}

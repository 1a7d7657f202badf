package dev.tablecast.local.stepfunctions.registry;

import dev.tablecast.local.stepfunctions.asl.WorkflowType;
import dev.tablecast.local.stepfunctions.registry.RefusedException.Code;
import org.jspecify.annotations.Nullable;

/**
 * Whether an execution can be started again in the state that was under way.
 *
 * @param status as the API names it
 * @param reason for a status that isn't {@code REDRIVABLE}; null otherwise
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/redrive-executions.html">Redriving
 *     executions</a>
 */
public record Redrives(String status, @Nullable String reason) {
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
     * @param byMapRun whether the run of a Map redrives its iterations
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
     * @throws RefusedException {@code ExecutionNotRedrivable}
     */
    static void require(Execution execution) {
        if (!isRedrivable(execution, false)) {
            var reason =
                    execution.mapRunArn() == null
                            ? of(execution).reason()
                            : "Execution is an iteration of a Map Run, which redrives it: redrive"
                                    + " the parent execution";
            throw new RefusedException(Code.EXECUTION_NOT_REDRIVABLE, String.valueOf(reason));
        }
    }
}

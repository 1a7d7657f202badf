package dev.tablecast.local.stepfunctions.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tablecast.local.stepfunctions.registry.ExecutionStatus;
import org.jspecify.annotations.Nullable;

/**
 * Whether AWS would start an execution again where it failed; here nothing can.
 *
 * @param reason for a status that isn't {@code REDRIVABLE}
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeExecution.html">DescribeExecution</a>
 */
record Redrive(String status, @Nullable String reason) {
    static Redrive of(ExecutionStatus status) {
        return switch (status) {
            case FAILED, TIMED_OUT, ABORTED -> new Redrive("REDRIVABLE", null);
            case RUNNING, SUCCEEDED ->
                    new Redrive(
                            "NOT_REDRIVABLE", "Execution is " + status + " and cannot be redriven");
        };
    }

    void write(ObjectNode answer) {
        answer.put("redriveStatus", status);
        if (reason != null) {
            answer.put("redriveStatusReason", reason);
        }
    }
}

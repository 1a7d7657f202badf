package dev.tablecast.local.stepfunctions.execution.interpreter;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.local.stepfunctions.execution.Payload;
import dev.tablecast.local.stepfunctions.execution.history.EventDetails;
import dev.tablecast.local.stepfunctions.failure.ErrorNames;
import dev.tablecast.local.stepfunctions.failure.Failure;
import dev.tablecast.local.stepfunctions.failure.FailureException;
import dev.tablecast.local.stepfunctions.failure.QueryEvaluationException;
import dev.tablecast.local.stepfunctions.path.PayloadTemplate;
import dev.tablecast.local.stepfunctions.path.Scope;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A visit of a branch to a state, from entering to leaving it.
 *
 * @param enteredEvent the id of the event of entering it
 * @param taskToken the token of a task that waits; null for none
 */
record Visit(
        Branch branch,
        String stateName,
        long enteredEvent,
        Instant enteredTime,
        @Nullable String taskToken) {
    private static final String LOCATED = "An error occurred while executing the state '";
    private static final Set<String> EVALUATION_ERRORS =
            Set.of(
                    ErrorNames.RUNTIME,
                    ErrorNames.PARAMETER_PATH_FAILURE,
                    ErrorNames.INTRINSIC_FAILURE,
                    ErrorNames.QUERY_EVALUATION_ERROR,
                    ErrorNames.RESULT_PATH_MATCH_FAILURE,
                    ErrorNames.NO_CHOICE_MATCHED);

    Visit(Branch branch, String stateName, long enteredEvent, Instant enteredTime) {
        this(branch, stateName, enteredEvent, enteredTime, null);
    }

    Visit withTaskToken(String token) {
        return new Visit(branch, stateName, enteredEvent, enteredTime, token);
    }

    /** Passes data to the probe of a state under test. Has no effect in an execution. */
    void see(String name, JsonNode json) {
        var probe = branch.run().probe();
        if (probe != null) {
            probe.see(name, json);
        }
    }

    Scope scope(JsonNode data, int retryCount) {
        return new Scope(
                data,
                () -> ContextObject.of(this, retryCount),
                branch.run().random(),
                branch.variables());
    }

    /**
     * Assigns variables at the end of the state.
     *
     * @param assign null for none
     * @param scope the data that the assignment reads
     */
    void assign(@Nullable PayloadTemplate assign, Scope scope) {
        if (assign != null) {
            branch.assign(Payload.of(assign.evaluate(scope), stateName).json());
        }
    }

    /** Returns the failure with its location, and records an event if an expression failed. */
    Failure failed(FailureException e) {
        var failure = locate(e.failure());
        if (e instanceof QueryEvaluationException evaluation) {
            branch.recordEvaluationFailed(
                    enteredEvent,
                    EventDetails.of(failure)
                            .with("location", evaluation.field())
                            .with("state", stateName));
        }
        return failure;
    }

    /**
     * Returns a failure with AWS's location of the state in its cause, if the state itself failed
     * and not its task.
     */
    Failure locate(Failure failure) {
        var cause = failure.cause();
        if (cause == null
                || failure.error() == null
                || cause.startsWith(LOCATED)
                || !EVALUATION_ERRORS.contains(failure.error())) {
            return failure;
        }
        return new Failure(
                failure.error(),
                LOCATED
                        + stateName
                        + "' (entered at the event id #"
                        + enteredEvent
                        + "). "
                        + cause);
    }
}

package dev.tablecast.local.stepfunctions.execution.history;

import dev.tablecast.local.stepfunctions.asl.State;

/**
 * The types of events in the history of an execution, with the names that AWS gives to them and
 * their details.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_HistoryEvent.html">HistoryEvent</a>
 */
public enum EventType {
    EXECUTION_STARTED("ExecutionStarted"),
    EXECUTION_SUCCEEDED("ExecutionSucceeded"),
    EXECUTION_FAILED("ExecutionFailed"),
    EXECUTION_TIMED_OUT("ExecutionTimedOut"),
    EXECUTION_ABORTED("ExecutionAborted"),
    EXECUTION_REDRIVEN("ExecutionRedriven"),
    PASS_STATE_ENTERED("PassStateEntered", "stateEntered"),
    PASS_STATE_EXITED("PassStateExited", "stateExited"),
    TASK_STATE_ENTERED("TaskStateEntered", "stateEntered"),
    TASK_STATE_EXITED("TaskStateExited", "stateExited"),
    CHOICE_STATE_ENTERED("ChoiceStateEntered", "stateEntered"),
    CHOICE_STATE_EXITED("ChoiceStateExited", "stateExited"),
    WAIT_STATE_ENTERED("WaitStateEntered", "stateEntered"),
    WAIT_STATE_EXITED("WaitStateExited", "stateExited"),
    PARALLEL_STATE_ENTERED("ParallelStateEntered", "stateEntered"),
    PARALLEL_STATE_STARTED("ParallelStateStarted", ""),
    PARALLEL_STATE_SUCCEEDED("ParallelStateSucceeded", ""),
    PARALLEL_STATE_FAILED("ParallelStateFailed", ""),
    PARALLEL_STATE_EXITED("ParallelStateExited", "stateExited"),
    MAP_STATE_ENTERED("MapStateEntered", "stateEntered"),
    MAP_STATE_STARTED("MapStateStarted"),
    MAP_ITERATION_STARTED("MapIterationStarted"),
    MAP_ITERATION_SUCCEEDED("MapIterationSucceeded"),
    MAP_ITERATION_FAILED("MapIterationFailed"),
    MAP_ITERATION_ABORTED("MapIterationAborted"),
    MAP_RUN_STARTED("MapRunStarted"),
    MAP_RUN_REDRIVEN("MapRunRedriven"),
    MAP_RUN_SUCCEEDED("MapRunSucceeded", ""),
    MAP_RUN_FAILED("MapRunFailed"),
    MAP_STATE_SUCCEEDED("MapStateSucceeded", ""),
    MAP_STATE_FAILED("MapStateFailed", ""),
    MAP_STATE_EXITED("MapStateExited", "stateExited"),
    SUCCEED_STATE_ENTERED("SucceedStateEntered", "stateEntered"),
    SUCCEED_STATE_EXITED("SucceedStateExited", "stateExited"),
    FAIL_STATE_ENTERED("FailStateEntered", "stateEntered"),
    EVALUATION_FAILED("EvaluationFailed"),
    TASK_SCHEDULED("TaskScheduled"),
    TASK_STARTED("TaskStarted"),
    TASK_SUBMITTED("TaskSubmitted"),
    TASK_SUCCEEDED("TaskSucceeded"),
    TASK_FAILED("TaskFailed"),
    TASK_TIMED_OUT("TaskTimedOut"),
    LAMBDA_FUNCTION_SCHEDULED("LambdaFunctionScheduled"),
    LAMBDA_FUNCTION_STARTED("LambdaFunctionStarted", ""),
    LAMBDA_FUNCTION_SUCCEEDED("LambdaFunctionSucceeded"),
    LAMBDA_FUNCTION_FAILED("LambdaFunctionFailed"),
    LAMBDA_FUNCTION_TIMED_OUT("LambdaFunctionTimedOut"),
    ACTIVITY_SCHEDULED("ActivityScheduled"),
    ACTIVITY_STARTED("ActivityStarted"),
    ACTIVITY_SUCCEEDED("ActivitySucceeded"),
    ACTIVITY_FAILED("ActivityFailed"),
    ACTIVITY_TIMED_OUT("ActivityTimedOut");

    private final String wireName;
    private final String detailsPrefix;

    EventType(String wireName) {
        this(wireName, Character.toLowerCase(wireName.charAt(0)) + wireName.substring(1));
    }

    EventType(String wireName, String detailsPrefix) {
        this.wireName = wireName;
        this.detailsPrefix = detailsPrefix;
    }

    /** Returns the name in the API, such as {@code TaskStateEntered}. */
    public String wireName() {
        return wireName;
    }

    /**
     * Returns the name of the field with the details, such as {@code stateEnteredEventDetails};
     * empty for an event without details.
     */
    public String detailsField() {
        return detailsPrefix.isEmpty() ? "" : detailsPrefix + "EventDetails";
    }

    /** Returns the type of the event of entering a state. */
    public static EventType entered(State state) {
        return switch (state) {
            case State.Pass pass -> PASS_STATE_ENTERED;
            case State.Task task -> TASK_STATE_ENTERED;
            case State.Choice choice -> CHOICE_STATE_ENTERED;
            case State.Wait waiting -> WAIT_STATE_ENTERED;
            case State.Parallel parallel -> PARALLEL_STATE_ENTERED;
            case State.Map map -> MAP_STATE_ENTERED;
            case State.Succeed succeed -> SUCCEED_STATE_ENTERED;
            case State.Fail fail -> FAIL_STATE_ENTERED;
        };
    }

    /**
     * Returns the type of the event of leaving a state.
     *
     * @throws IllegalStateException for a Fail state, which ends its graph without being left
     */
    public static EventType exited(State state) {
        return switch (state) {
            case State.Pass pass -> PASS_STATE_EXITED;
            case State.Task task -> TASK_STATE_EXITED;
            case State.Choice choice -> CHOICE_STATE_EXITED;
            case State.Wait waiting -> WAIT_STATE_EXITED;
            case State.Parallel parallel -> PARALLEL_STATE_EXITED;
            case State.Map map -> MAP_STATE_EXITED;
            case State.Succeed succeed -> SUCCEED_STATE_EXITED;
            case State.Fail fail -> throw new IllegalStateException("A Fail state was left");
        };
    }
}

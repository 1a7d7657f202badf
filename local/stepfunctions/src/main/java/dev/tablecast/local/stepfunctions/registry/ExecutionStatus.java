package dev.tablecast.local.stepfunctions.registry;

/** As the API names them. */
public enum ExecutionStatus {
    RUNNING,
    SUCCEEDED,
    FAILED,
    TIMED_OUT,
    ABORTED
}

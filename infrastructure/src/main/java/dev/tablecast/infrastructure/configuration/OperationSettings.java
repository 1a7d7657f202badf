package dev.tablecast.infrastructure.configuration;

/** What someone sees of a stack that runs. */
final class OperationSettings {
    static final Setting<Boolean> LOG_EXECUTION_DATA =
            new Setting<>(
                    "logExecutionData",
                    Values.flags(),
                    "false",
                    "Whether the workflow's log has the input and output of every state, and so the"
                            + " table's data and every connection.");

    private OperationSettings() {}
}

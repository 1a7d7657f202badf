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

    /** The numbers that CloudWatch takes, but for 0, which it takes for ever. */
    static final Setting<Integer> LOG_RETENTION_DAYS =
            new Setting<>(
                    "logRetentionDays",
                    Values.wholeNumbers(
                            new int[] {
                                1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096,
                                1827, 2192, 2557, 2922, 3288, 3653
                            }),
                    "14",
                    "How long every log of the stack is kept: by default as long as a batch waits"
                            + " in the on-failure queue for someone to ask why.");

    private OperationSettings() {}
}

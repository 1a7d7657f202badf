package dev.tablecast.infrastructure.configuration.operations;

import dev.tablecast.infrastructure.configuration.setting.Setting;
import dev.tablecast.infrastructure.configuration.setting.Values;
import java.util.Locale;

/** The settings of logs and traces. */
public final class OperationSettings {
    public static final Setting<ExecutionTrace> EXECUTION_TRACE =
            new Setting<>(
                    "executionTrace",
                    Values.oneOf("full", "events", "errors")
                            .map(word -> ExecutionTrace.valueOf(word.toUpperCase(Locale.ROOT))),
                    "errors",
                    "Detail of the workflow's log, which is all that the Step Functions"
                            + " console can show of an Express execution. `events`: every"
                            + " execution, with its graph, the path that it took, and the duration"
                            + " and error of each state, without data; it adds about 1 % to the"
                            + " price of the messages, more with fewer than a thousand connections."
                            + " `full`: also the input and output of every state, which are IDs of"
                            + " connections and counts, never a change; for debugging. `errors`:"
                            + " failures only, without data; executions that succeed aren't listed."
                            + " X-Ray has traces with each of them.");

    /** The numbers that CloudWatch takes, but for 0, which it takes for ever. */
    public static final Setting<Integer> LOG_RETENTION_DAYS =
            new Setting<>(
                    "logRetentionDays",
                    Values.wholeNumbers(
                            new int[] {
                                1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096,
                                1827, 2192, 2557, 2922, 3288, 3653
                            }),
                    "14",
                    "Retention of every log of the stack. The default is as long as a"
                            + " batch stays in the on-failure queue.");

    private OperationSettings() {}
}

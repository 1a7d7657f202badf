package dev.tablecast.functions.workflow;

import java.util.Map;

/** The workflow that delivers a range of the log to every connection. */
public interface Workflow {
    /**
     * Runs an execution and returns when it has ended.
     *
     * @param input a JSON object, {@code {"feed","epoch","from","to"}}
     */
    Outcome run(String input);

    /** The end of an execution. */
    sealed interface Outcome {
        /**
         * Every connection that was open has the messages, or was closed.
         *
         * @param connections number of connections by outcome, named as the post function names
         *     them: {@code targeted}, {@code delivered} and so on
         */
        record Succeeded(Map<String, Long> connections) implements Outcome {
            public Succeeded {
                connections = Map.copyOf(connections);
            }
        }

        /**
         * Some connections may not have the messages.
         *
         * @param execution its ARN; of an execution that never began, the state machine's
         * @param error the execution's error name, or that of the call which should have started it
         */
        record Failed(String execution, String error) implements Outcome {}
    }
}

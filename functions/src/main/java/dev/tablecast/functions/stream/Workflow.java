package dev.tablecast.functions.stream;

/** The workflow that delivers a broadcast to every connection. */
interface Workflow {
    /** Runs a broadcast and returns when it has ended. */
    Outcome run(Broadcast broadcast);

    /** How an execution ended. */
    sealed interface Outcome {
        /** Every connection that was open has the messages, or was closed. */
        record Succeeded() implements Outcome {}

        /**
         * Some connections may not have the messages.
         *
         * @param error the execution's error name
         * @param cause what the execution says of it
         */
        record Failed(String execution, String error, String cause) implements Outcome {}
    }
}

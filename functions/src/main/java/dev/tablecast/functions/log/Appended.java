package dev.tablecast.functions.log;

/** The part of a batch that is in the log. */
sealed interface Appended {
    /**
     * Every record is in the log.
     *
     * @param head as it was after the last call
     * @param own the last number of the batch in the head's epoch; 0 if it has none there
     */
    record Whole(Head head, long own) implements Appended {}

    /**
     * The records before one are in the log; a call failed then.
     *
     * @param count number of records in the log
     */
    record Partly(Head head, long own, int count, RuntimeException failure) implements Appended {}

    /** The batch belongs to a mapping that was replaced: a reset has covered its changes. */
    record Superseded(Head head) implements Appended {}
}

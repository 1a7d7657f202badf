package dev.tablecast.functions.log;

import java.nio.charset.StandardCharsets;

/** One numbered record of a feed. */
public sealed interface LogRecord {
    /** Returns the id of the stream record it was made of; empty if it was made of none. */
    String eventId();

    /** Returns the size that counts against the limits of an entry, a round and a replay. */
    int bytes();

    /**
     * A change of the table.
     *
     * @param body the change as {@code dev.tablecast.functions.change} writes it
     * @param bytes its size in UTF-8
     */
    record Change(String eventId, String body, int bytes) implements LogRecord {
        public Change(String eventId, String body) {
            this(eventId, body, body.getBytes(StandardCharsets.UTF_8).length);
        }
    }

    /** An instruction to every client to start over. */
    record Reset(String eventId, Reason reason) implements LogRecord {
        /** A reset that begins an epoch. */
        static Reset ofEpoch() {
            return new Reset("", Reason.EPOCH);
        }

        @Override
        public int bytes() {
            return 0;
        }
    }

    /** The cause of a reset, as messages name it in lower case. */
    enum Reason {
        /** The feed has begun a new epoch. */
        EPOCH,
        /** A stream record could not be decoded. */
        RECORD
    }
}

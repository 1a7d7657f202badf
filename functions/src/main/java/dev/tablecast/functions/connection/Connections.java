package dev.tablecast.functions.connection;

import dev.tablecast.functions.limits.Subject;
import java.util.Optional;

/** The connections that a broadcast reaches. */
interface Connections {
    /** Adds a connection, or replaces the one that had its id. */
    void put(Connection connection);

    /** Removes a connection; one that isn't there is no error. */
    Removal remove(String connectionId);

    /** The result of deleting a row. */
    sealed interface Removal {
        /**
         * The row existed and was deleted.
         *
         * @param subject that it named
         */
        record Removed(Optional<Subject> subject) implements Removal {}

        /** There was none, or somebody else has removed it. */
        record NotThere() implements Removal {}
    }
}

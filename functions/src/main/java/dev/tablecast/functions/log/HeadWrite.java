package dev.tablecast.functions.log;

import java.util.Optional;

/** The result of a conditional write of the head. */
sealed interface HeadWrite {
    /** The head is as it was to be. */
    record Written(Head head) implements HeadWrite {}

    /** The head was not as it was read; nothing was written. */
    record Refused(Optional<Head> current) implements HeadWrite {}
}

package dev.tablecast.functions.simulation;

/** A fault that is planted in the rules: the simulation must find it. */
enum Sabotage {
    NONE,
    /** The transaction has no marker. */
    NO_MARKER,
    /** A batch that ends inside an entry leaves no marker for the event after it. */
    NO_MARKER_INSIDE,
    /** The head is written although the epoch is another than the one that was read. */
    HEAD_WITHOUT_EPOCH,
    /** {@code Sent} moves before the records are delivered. */
    SENT_EARLY,
    /** The lease is released although something was appended meanwhile. */
    RELEASED_UNCONDITIONALLY,
    /** The lease belongs to an invocation, so that its retry doesn't know it. */
    OWNED_BY_INVOCATION,
    /** A retry that finds its batch logged leaves the lease of its predecessor behind. */
    LEASE_LEFT_BEHIND,
    /** The lease is passed before the next holder is invoked. */
    PASSED_BEFORE_INVOKED,
    /** A holder goes on for as long as there is something to send. */
    HELD_WITHOUT_BOUND,
    /** The row is written after the end of the log is read. */
    ROW_AFTER_END,
    /** A replay begins with the next entry if the position lies inside one. */
    ENTRY_NOT_SLICED,
    /** An entry is missing in the middle, and the reader doesn't notice. */
    HOLE_UNNOTICED
}

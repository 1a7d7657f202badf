package dev.tablecast.functions.view;

/** A change's effect on a view. */
public enum Sight {
    /** The view has the item neither before nor after the change. */
    NOTHING,
    /** The item is new. */
    INSERT,
    /** The item existed, and wasn't in the view. */
    ENTER,
    MODIFY,
    /** The item doesn't exist any more. */
    REMOVE,
    /** The item still exists, and isn't in the view any more. */
    LEAVE
}

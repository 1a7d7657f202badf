package dev.tablecast.local.console;

/** The faults that the console's generator turns on and off; off at first. */
@FunctionalInterface
public interface SwitchableFaults {
    /** Turns the faults on or off. */
    void turn(boolean on);
}

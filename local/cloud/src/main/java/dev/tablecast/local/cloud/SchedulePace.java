package dev.tablecast.local.cloud;

import java.time.Duration;

/** The rates of schedules here, in place of the program's. */
@FunctionalInterface
public interface SchedulePace {
    SchedulePace UNCHANGED = rate -> rate;

    /** Returns one rate for every schedule. */
    static SchedulePace every(Duration duration) {
        return rate -> duration;
    }

    /**
     * Returns the rate of a schedule.
     *
     * @param rate the program's
     */
    Duration of(Duration rate);
}

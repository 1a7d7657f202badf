package dev.tablecast.local.cloud;

import java.time.Duration;

/** The rate at which a schedule runs here, in place of the one that the program gives it. */
@FunctionalInterface
public interface SchedulePace {
    SchedulePace UNCHANGED = rate -> rate;

    /** Returns one at which every schedule runs as often. */
    static SchedulePace every(Duration duration) {
        return rate -> duration;
    }

    /**
     * @param rate that the program has chosen
     */
    Duration of(Duration rate);
}

package dev.tablecast.soak.clients;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * The random behaviour of a client, which opens a few connections in the load phase.
 *
 * @param load the duration of the load phase
 */
public record Habits(RandomGenerator random, Duration load) {
    /** The life of a token that outlasts every soak. */
    static final Duration LONG_TOKEN = Duration.ofHours(3);

    private static final int SHORT_TOKEN_SECONDS = 10;

    enum Action {
        /** Stays for another while. */
        STAY,
        /** Stops reading for a while, and stays. */
        STALL,
        /** Closes the connection, and reconnects. */
        LEAVE,
        /** Drops the connection, and reconnects. */
        CUT,
        /** Drops the connection, and reconnects much later. */
        SLEEP
    }

    /** Returns the time of the first connection, within the first tenth of the phase. */
    Duration arrival() {
        return part(0, 0.1);
    }

    Duration stay() {
        return part(0.05, 0.4);
    }

    Duration stall() {
        return part(0.05, 0.3);
    }

    Duration away() {
        return part(0, 0.05);
    }

    Duration sleep() {
        return part(0.1, 0.4);
    }

    Duration beforeNextTry() {
        return Duration.ofMillis(random.nextInt(50, 500));
    }

    /** Returns the life of the next token; one in four ends its connection within seconds. */
    Duration token() {
        return random.nextInt(4) == 0
                ? Duration.ofSeconds(random.nextInt(2, SHORT_TOKEN_SECONDS + 1))
                : LONG_TOKEN;
    }

    Action next() {
        double chance = random.nextDouble();
        if (chance < 0.15) {
            return Action.STAY;
        }
        if (chance < 0.4) {
            return Action.STALL;
        }
        if (chance < 0.6) {
            return Action.LEAVE;
        }
        return chance < 0.9 ? Action.CUT : Action.SLEEP;
    }

    private Duration part(double least, double most) {
        return Duration.ofMillis((long) (load.toMillis() * random.nextDouble(least, most)));
    }
}

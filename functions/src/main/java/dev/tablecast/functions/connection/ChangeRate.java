package dev.tablecast.functions.connection;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rate at which a connection changes its subscriptions, as the attribute {@code SubsRate} of
 * its row holds it: {@code SECOND:COUNT}, the beginning of a window and the changes in it.
 */
public record ChangeRate(long begin, int count) {
    /** The changes that a window allows; a replay of many steps needs dozens. */
    public static final int MOST = 100;

    /** The length of a window. */
    public static final int SECONDS = 10;

    private static final Pattern FORM = Pattern.compile("([0-9]{1,12}):([0-9]{1,9})");

    /** Returns the rate after one more change; empty if that is one too many. */
    static Optional<ChangeRate> next(String text, Instant now) {
        Matcher parts = FORM.matcher(text);
        long second = now.getEpochSecond();
        if (!parts.matches() || second - Long.parseLong(parts.group(1)) >= SECONDS) {
            return Optional.of(new ChangeRate(second, 1));
        }
        int count = Integer.parseInt(parts.group(2)) + 1;
        return count > MOST
                ? Optional.empty()
                : Optional.of(new ChangeRate(Long.parseLong(parts.group(1)), count));
    }

    String text() {
        return begin + ":" + count;
    }
}

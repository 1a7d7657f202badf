package dev.tablecast.soak.protocol;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A client's position in the feed: {@code EPOCH.NUMBER.VIEW}.
 *
 * @param view opaque to the client, which returns it unchanged
 */
public record Position(String epoch, long number, String view) {
    private static final Pattern FORM = Pattern.compile("([^.]+)\\.([0-9]+)\\.([^.]+)");

    static Optional<Position> parse(String text) {
        Matcher parts = FORM.matcher(text);
        return parts.matches()
                ? Optional.of(
                        new Position(
                                parts.group(1), Long.parseLong(parts.group(2)), parts.group(3)))
                : Optional.empty();
    }

    Position at(long newNumber) {
        return new Position(epoch, newNumber, view);
    }

    /** Returns whether the other is in a later epoch, or has a greater number in the same one. */
    boolean isBefore(Position other) {
        return isOfEarlierEpoch(other.epoch) || epoch.equals(other.epoch) && number < other.number;
    }

    /** Returns whether an epoch is later than the position's; later epochs have greater names. */
    boolean isOfEarlierEpoch(String other) {
        return epoch.compareTo(other) < 0;
    }

    @Override
    public String toString() {
        return epoch + "." + number + "." + view;
    }
}

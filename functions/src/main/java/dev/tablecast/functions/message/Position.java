package dev.tablecast.functions.message;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The place up to which a subscription has the feed: {@code EPOCH.NUMBER.VIEW}. Pages store it and
 * give it back as it is.
 *
 * @param number of the last record that the subscription has; 0 before the first
 * @param view the id of what the subscription sees of a record
 */
public record Position(String epoch, long number, String view) {
    private static final Pattern FORM =
            Pattern.compile("([A-Za-z0-9_-]{1,40})\\.([0-9]{1,15})\\.([A-Za-z0-9_-]{1,40})");

    /** Returns the position that a text stands for; empty if it is none. */
    public static Optional<Position> parse(String text) {
        Matcher parts = FORM.matcher(text);
        return parts.matches()
                ? Optional.of(
                        new Position(
                                parts.group(1), Long.parseLong(parts.group(2)), parts.group(3)))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return epoch + "." + number + "." + view;
    }
}

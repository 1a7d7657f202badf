package dev.tablecast.functions.connection;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The subscriptions of a connection, as its {@link Terms} hold them, separated by commas: the 16
 * characters of the view's id, which an ended subscription lacks, six digits of the revision in
 * base 36, and the name.
 */
public record Subscriptions(List<Subscription> all) {
    /** The largest number of subscriptions that a connection has at a time. */
    public static final int MOST = 5;

    /** The largest number in a row, with those that have ended; rows must be small. */
    private static final int MOST_REMEMBERED = MOST + 1;

    private static final int BASE = 36;
    private static final int REV_DIGITS = 6;

    public static final Subscriptions NONE = new Subscriptions(List.of());

    private static final Pattern ONE =
            Pattern.compile("([A-Za-z0-9_-]{16})?([0-9a-z]{6})([A-Za-z0-9_-]{1,8})");

    public Subscriptions {
        all = List.copyOf(all);
    }

    /**
     * @throws IllegalArgumentException if the text isn't one of subscriptions
     */
    public static Subscriptions parse(String text) {
        var all = new ArrayList<Subscription>();
        for (String one : text.isEmpty() ? new String[0] : text.split(",", -1)) {
            Matcher parts = ONE.matcher(one);
            if (!parts.matches()) {
                throw new IllegalArgumentException(
                        "Terms have \"%s\"; they take subscriptions as [VIEW]REVSUB, separated by commas"
                                .formatted(text));
            }
            all.add(
                    new Subscription(
                            parts.group(3),
                            Long.parseLong(parts.group(2), BASE),
                            Objects.requireNonNullElse(parts.group(1), "")));
        }
        return new Subscriptions(all);
    }

    public String text() {
        return all.stream().map(Subscriptions::text).collect(Collectors.joining(","));
    }

    private static String text(Subscription one) {
        String rev = Long.toString(one.rev(), BASE);
        return one.view() + "0".repeat(REV_DIGITS - rev.length()) + rev + one.sub();
    }

    public List<Subscription> active() {
        return all.stream().filter(Subscription::isActive).toList();
    }

    Optional<Subscription> find(String sub) {
        return all.stream().filter(one -> one.sub().equals(sub)).findAny();
    }

    /**
     * Returns the subscriptions with one added or replaced; of those that ended, as many of the
     * newest as leave no more than {@link #MOST_REMEMBERED} in all.
     */
    Subscriptions with(Subscription changed) {
        var next = new ArrayList<Subscription>();
        next.add(changed);
        for (Subscription one : all) {
            if (!one.sub().equals(changed.sub())) {
                next.add(one);
            }
        }
        for (int i = next.size() - 1; i > 0 && next.size() > MOST_REMEMBERED; i--) {
            if (!next.get(i).isActive()) {
                next.remove(i);
            }
        }
        return new Subscriptions(next);
    }
}

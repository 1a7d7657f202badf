package dev.tablecast.functions.connection;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The subscriptions of a connection, as the attribute {@code Subs} of its row holds them: {@code
 * SUB:REV:VIEW} each, separated by commas. A row without the attribute belongs to a client that
 * doesn't speak the sub-protocol.
 */
public record Subscriptions(List<Subscription> all) {
    /** The largest number of subscriptions that a connection has at a time. */
    public static final int MOST = 5;

    /** The largest number in a row, with those that have ended; rows must be small. */
    private static final int MOST_REMEMBERED = MOST + 1;

    public static final Subscriptions NONE = new Subscriptions(List.of());

    private static final int MOST_OF_SUB = 8;
    private static final int MOST_OF_REV = 9;
    private static final int MOST_OF_VIEW = 40;

    public Subscriptions {
        all = List.copyOf(all);
    }

    /**
     * @throws IllegalArgumentException if the text isn't one of subscriptions
     */
    public static Subscriptions parse(String text) {
        var all = new ArrayList<Subscription>(MOST_REMEMBERED);
        int start = 0;
        while (start < text.length()) {
            int comma = text.indexOf(',', start);
            int end = comma < 0 ? text.length() : comma;
            all.add(one(text, start, end));
            if (end == text.length() - 1) {
                throw noSubscriptions(text);
            }
            start = end + 1;
        }
        return new Subscriptions(all);
    }

    /** Reads {@code SUB:REV:VIEW}. Every broadcast reads all rows: a pattern would take longer. */
    private static Subscription one(String text, int start, int end) {
        int rev = text.indexOf(':', start) + 1;
        int view = text.indexOf(':', rev) + 1;
        if (rev <= start + 1
                || rev - 1 - start > MOST_OF_SUB
                || view <= rev + 1
                || view - 1 - rev > MOST_OF_REV
                || view > end
                || end - view > MOST_OF_VIEW
                || !isName(text, start, rev - 1)
                || !isNumber(text, rev, view - 1)
                || !isName(text, view, end)) {
            throw noSubscriptions(text);
        }
        return new Subscription(
                text.substring(start, rev - 1),
                Long.parseLong(text, rev, view - 1, 10),
                text.substring(view, end));
    }

    private static boolean isName(String text, int start, int end) {
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            boolean isLetter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
            if (!isLetter && !(c >= '0' && c <= '9') && c != '_' && c != '-') {
                return false;
            }
        }
        return true;
    }

    private static boolean isNumber(String text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static IllegalArgumentException noSubscriptions(String text) {
        return new IllegalArgumentException(
                "Subs is \"%s\"; it takes SUB:REV:VIEW, separated by commas".formatted(text));
    }

    public String text() {
        return all.stream()
                .map(one -> one.sub() + ":" + one.rev() + ":" + one.view())
                .collect(Collectors.joining(","));
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

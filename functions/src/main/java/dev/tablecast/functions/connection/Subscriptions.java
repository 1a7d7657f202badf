package dev.tablecast.functions.connection;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

    private static final int MOST_OF_SUB = 8;
    private static final int VIEW_LENGTH = 16;

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

    /** Reads {@code [VIEW]REVSUB}. Every broadcast reads all rows: a pattern would take longer. */
    private static Subscription one(String text, int start, int end) {
        boolean hasView = end - start > MOST_OF_SUB + REV_DIGITS;
        int rev = hasView ? start + VIEW_LENGTH : start;
        int sub = rev + REV_DIGITS;
        if (sub >= end
                || end - sub > MOST_OF_SUB
                || !isName(text, start, end)
                || !isNumber(text, rev, sub)) {
            throw noSubscriptions(text);
        }
        return new Subscription(
                text.substring(sub, end),
                Long.parseLong(text, rev, sub, BASE),
                text.substring(start, rev));
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
            if (Character.digit(text.charAt(i), BASE) < 0
                    || Character.isUpperCase(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static IllegalArgumentException noSubscriptions(String text) {
        return new IllegalArgumentException(
                "Terms have \"%s\"; they take subscriptions as [VIEW]REVSUB, separated by commas"
                        .formatted(text));
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

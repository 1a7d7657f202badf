package dev.tablecast.functions.connection;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The terms on which a connection is served, as the attribute {@code Terms} of its row holds them:
 *
 * <pre>{@code
 * 1.CONNECTED.END.SUBSCRIPTIONS
 * }</pre>
 *
 * <p>{@code 1} is the version of the form. {@code CONNECTED} is in milliseconds since the epoch,
 * {@code END} in seconds, both in base 36. {@code END} is empty for a connection without a token.
 * {@code .SUBSCRIPTIONS}, see {@link Subscriptions}, is missing for a client that doesn't speak the
 * sub-protocol. The form is this short because 1,000 rows must fit what a state of the workflow may
 * carry.
 *
 * @param connectedAt the time at which the row was put, to the millisecond: how old a row is
 *     decides whether it may be pruned, and distinguishes two rows of one ID
 * @param tokenExpiresAt the end of the token with which the connection was authorized; empty where
 *     the connection ends before it
 * @param subscriptions empty for a client that doesn't speak the sub-protocol, which gets
 *     everything
 */
public record Terms(
        Instant connectedAt,
        Optional<Instant> tokenExpiresAt,
        Optional<Subscriptions> subscriptions) {
    /** The attribute of the row. */
    public static final String ATTRIBUTE = "Terms";

    private static final String VERSION = "1";
    private static final int BASE = 36;

    /** Ten digits are some 100,000 years. */
    private static final Pattern FORM =
            Pattern.compile(VERSION + "\\.([0-9a-z]{1,10})\\.([0-9a-z]{0,10})(?:\\.(.*))?");

    public Terms {
        Instant end = connectedAt.plus(Lifetime.LONGEST).plus(Lifetime.LEFTOVER);
        tokenExpiresAt = tokenExpiresAt.filter(end::isAfter);
    }

    /**
     * @throws IllegalArgumentException if the text has another form, or another version
     */
    public static Terms parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "Terms is \"%s\"; it takes 1.CONNECTED.END.SUBSCRIPTIONS".formatted(text));
        }
        return new Terms(
                Instant.ofEpochMilli(Long.parseLong(parts.group(1), BASE)),
                Optional.of(parts.group(2))
                        .filter(end -> !end.isEmpty())
                        .map(end -> Instant.ofEpochSecond(Long.parseLong(end, BASE))),
                Optional.ofNullable(parts.group(3)).map(Subscriptions::parse));
    }

    public String text() {
        return version()
                + tokenExpiresAt
                        .map(end -> Long.toString(Math.max(0, end.getEpochSecond()), BASE))
                        .orElse("")
                + subscriptions.map(all -> "." + all.text()).orElse("");
    }

    /**
     * Returns the beginning of the text, which stays the same for as long as the row is this one.
     */
    public String version() {
        return VERSION + "." + Long.toString(connectedAt.toEpochMilli(), BASE) + ".";
    }

    Terms with(Subscriptions changed) {
        return new Terms(connectedAt, tokenExpiresAt, Optional.of(changed));
    }
}

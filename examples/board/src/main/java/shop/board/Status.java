package shop.board;

import java.util.Arrays;
import java.util.Locale;

/** The state of an order. */
enum Status {
    NEW,
    PREPARING,
    READY,
    COLLECTED,
    CANCELLED;

    /**
     * Parses a status from JSON or the table.
     *
     * @throws RefusedException if there is no such status
     */
    static Status of(String field, String text) {
        return Arrays.stream(values())
                .filter(status -> status.toString().equals(text))
                .findFirst()
                .orElseThrow(
                        () ->
                                new RefusedException(
                                        400,
                                        "%s: found \"%s\", must be one of %s"
                                                .formatted(field, text, Arrays.asList(values()))));
    }

    boolean isFinal() {
        return this == COLLECTED || this == CANCELLED;
    }

    /** Returns whether an order may go from another state to this one: the next, or cancelled. */
    boolean mayFollow(Status from) {
        return !from.isFinal() && (this == CANCELLED || ordinal() == from.ordinal() + 1);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

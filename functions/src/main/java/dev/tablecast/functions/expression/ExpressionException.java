package dev.tablecast.functions.expression;

import java.util.Locale;
import java.util.OptionalInt;

/**
 * Thrown for an expression, or what comes with it, that is refused; the message is for its author.
 */
public final class ExpressionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final int NOWHERE = -1;

    /** The part of a request that is refused. */
    public enum Part {
        FILTER,
        NAMES,
        VALUES,
        ATTRIBUTES,
        CLAIMS;

        /** Returns the reason that an {@code error} message has. */
        public String reason() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Part part;
    private final int position;

    ExpressionException(int position, String message) {
        super(message);
        this.part = Part.FILTER;
        this.position = position;
    }

    public ExpressionException(Part part, String message) {
        super(message);
        this.part = part;
        this.position = NOWHERE;
    }

    public Part part() {
        return part;
    }

    /** Returns the index of the UTF-16 character in the expression that the message is about. */
    public OptionalInt position() {
        return position == NOWHERE ? OptionalInt.empty() : OptionalInt.of(position);
    }
}

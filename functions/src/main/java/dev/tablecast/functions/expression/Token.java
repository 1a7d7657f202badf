package dev.tablecast.functions.expression;

/**
 * A word or sign of an expression.
 *
 * @param text as it was written, with the {@code #} or {@code :} of a placeholder
 * @param position its first character
 */
record Token(Kind kind, String text, int position) {
    enum Kind {
        /** An attribute or function: a letter, then letters, digits and {@code _}. */
        WORD,
        /** {@code AND}, {@code OR}, {@code NOT}, {@code BETWEEN} or {@code IN}, in any case. */
        KEYWORD,
        /** {@code #name}. */
        NAME,
        /** {@code :value}. */
        VALUE,
        /** {@code :claim.name}. */
        CLAIM,
        /** The index of a list's element. */
        INTEGER,
        COMPARATOR,
        /** One of {@code ( ) [ ] . ,}. */
        SIGN,
        END
    }

    boolean is(Kind kind, String text) {
        return this.kind == kind && this.text.equalsIgnoreCase(text);
    }

    /** Returns the token as messages show it. */
    String shown() {
        return kind == Kind.END ? "the end" : "\"" + text + "\"";
    }
}

package dev.tablecast.functions.expression;

import dev.tablecast.functions.expression.Token.Kind;
import java.util.List;

/** The tokens of an expression, read one after the other. */
final class Tokens {
    private final List<Token> tokens;
    private int next;

    Tokens(List<Token> tokens) {
        this.tokens = tokens;
    }

    Token peek() {
        return tokens.get(next);
    }

    Token take() {
        return tokens.get(next == tokens.size() - 1 ? next : next++);
    }

    boolean nextIs(Kind kind) {
        return peek().kind() == kind;
    }

    /** Takes the next token if it is this one. */
    boolean accept(Kind kind, String text) {
        if (peek().is(kind, text)) {
            take();
            return true;
        }
        return false;
    }

    void expect(Kind kind, String text) {
        if (!accept(kind, text)) {
            throw unexpected("\"" + text + "\"");
        }
    }

    ExpressionException unexpected(String expected) {
        return new ExpressionException(
                peek().position(), "found %s; expected is %s".formatted(peek().shown(), expected));
    }
}

package dev.tablecast.functions.expression;

import dev.tablecast.functions.expression.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** Parses document paths and values, and counts them. */
final class OperandParser {
    private final Tokens tokens;
    private final References references;
    private int count;

    OperandParser(Tokens tokens, References references) {
        this.tokens = tokens;
        this.references = references;
    }

    /** Returns the value or claim that a token names. */
    Operand value(Token token) {
        count(token);
        return token.kind() == Kind.CLAIM
                ? new Operand.Claim(
                        token.text().substring(Tokenizer.CLAIM_PREFIX.length()), token.position())
                : new Operand.Literal(references.value(token), token.position());
    }

    /** Parses the rest of a document path, whose first name is taken. */
    Operand path(Token first) {
        count(first);
        String attribute = name(first);
        var steps = new ArrayList<Path.Step>();
        while (true) {
            if (tokens.accept(Kind.SIGN, ".")) {
                if (!tokens.nextIs(Kind.WORD) && !tokens.nextIs(Kind.NAME)) {
                    throw tokens.unexpected("a name");
                }
                steps.add(new Path.Step.Field(name(tokens.take())));
            } else if (tokens.accept(Kind.SIGN, "[")) {
                steps.add(new Path.Step.Element(index()));
                tokens.expect(Kind.SIGN, "]");
            } else {
                return document(first, attribute, steps);
            }
        }
    }

    private static Operand document(Token first, String attribute, List<Path.Step> steps) {
        if (steps.size() >= Limits.DEPTH) {
            throw new ExpressionException(
                    first.position(),
                    "the path has %d elements; it may have %d"
                            .formatted(steps.size() + 1, Limits.DEPTH));
        }
        return new Operand.Document(new Path(attribute, steps), first.position());
    }

    private String name(Token token) {
        if (token.kind() == Kind.NAME) {
            return references.name(token);
        }
        if (ReservedWords.contains(token.text())) {
            throw references.reserved(token);
        }
        return token.text();
    }

    private int index() {
        if (!tokens.nextIs(Kind.INTEGER)) {
            throw tokens.unexpected("an index, such as 0");
        }
        Token index = tokens.take();
        try {
            return Integer.parseInt(index.text());
        } catch (NumberFormatException e) {
            throw new ExpressionException(
                    index.position(),
                    "the index is %s; it may be at most %d"
                            .formatted(index.text(), Integer.MAX_VALUE));
        }
    }

    private void count(Token token) {
        if (++count > Limits.OPERANDS) {
            throw new ExpressionException(
                    token.position(),
                    "the expression has more than %d paths and values".formatted(Limits.OPERANDS));
        }
    }
}

package dev.tablecast.functions.expression;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value in an expression: of the item, given, or computed. */
sealed interface Operand {
    /** Returns its first character in the expression. */
    int position();

    /** The value at a document path. */
    record Document(Path path, int position) implements Operand {}

    /** A value that came with the expression, or with the token. */
    record Literal(Value value, int position) implements Operand {}

    /** A claim of the token, which isn't known yet. */
    record Claim(String name, int position) implements Operand {}

    /** {@code size(…)}: characters of a text, bytes of a binary, members of anything else. */
    record Size(Operand of, int position) implements Operand {}

    /** Returns the value for an item; null if there is none, and of a size that isn't defined. */
    default @Nullable Value in(Map<String, Value> item) {
        return switch (this) {
            case Document document -> document.path().in(item);
            case Literal literal -> literal.value();
            case Size size -> Sizes.of(size.of().in(item));
            case Claim claim ->
                    throw new IllegalStateException("the claim " + claim.name() + " is not bound");
        };
    }
}

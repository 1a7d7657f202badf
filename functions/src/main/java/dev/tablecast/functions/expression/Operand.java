package dev.tablecast.functions.expression;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A value in an expression: of the item, given, or computed. */
sealed interface Operand {
    /** Returns its first character in the expression. */
    int position();

    /** Returns the value for an item; null if there is none, and of a size that isn't defined. */
    @Nullable Value in(Map<String, Value> item);

    <R> R accept(Visitor<R> visitor);

    /** Returns the type of its value, if that doesn't depend on an item or on claims. */
    default Optional<String> knownType() {
        return Optional.empty();
    }

    /** Returns the operand whose size it is, or itself. */
    default Operand innermost() {
        return this;
    }

    /** One operation on each kind of operand. */
    interface Visitor<R> {
        R document(Document document);

        R literal(Literal literal);

        R claim(Claim claim);

        R size(Size size);
    }

    /** The value at a document path. */
    record Document(Path path, int position) implements Operand {
        @Override
        public @Nullable Value in(Map<String, Value> item) {
            return path.in(item);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.document(this);
        }
    }

    /** A value that came with the expression, or with the token. */
    record Literal(Value value, int position) implements Operand {
        @Override
        public Value in(Map<String, Value> item) {
            return value;
        }

        @Override
        public Optional<String> knownType() {
            return Optional.of(value.type());
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.literal(this);
        }
    }

    /** A claim of the token, which isn't known yet. */
    record Claim(String name, int position) implements Operand {
        @Override
        public Value in(Map<String, Value> item) {
            throw new IllegalStateException("the claim " + name + " is not bound");
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.claim(this);
        }
    }

    /** {@code size(…)}: characters of a text, bytes of a binary, members of anything else. */
    record Size(Operand of, int position) implements Operand {
        @Override
        public @Nullable Value in(Map<String, Value> item) {
            Value value = of.in(item);
            return value == null ? null : value.size();
        }

        @Override
        public Optional<String> knownType() {
            return Optional.of("N");
        }

        @Override
        public Operand innermost() {
            return of.innermost();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.size(this);
        }
    }
}

package dev.tablecast.functions.expression;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A DynamoDB attribute value.
 *
 * <p>Two values are equal if DynamoDB says so: types never convert, numbers are equal by amount,
 * and sets and maps have no order, at any depth.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValue.html">AttributeValue</a>
 */
public sealed interface Value {
    /** Returns DynamoDB's name of the type, such as {@code SS}. */
    String type();

    /** Returns whether two values have an order: both are texts, numbers or binaries. */
    default boolean isOrderedWith(Value other) {
        return false;
    }

    /**
     * Compares texts by their UTF-8, numbers by amount, and binaries by unsigned bytes.
     *
     * @throws IllegalArgumentException if the two have no order
     */
    default int compareTo(Value other) {
        throw new IllegalArgumentException(type() + " and " + other.type());
    }

    default boolean beginsWith(Value prefix) {
        return false;
    }

    /** Returns whether it is a text or binary with this part, or a list or set with this member. */
    default boolean contains(Value part) {
        return false;
    }

    /** Returns the number of characters, bytes or members; null for a type that has no size. */
    default @Nullable Numeric size() {
        return null;
    }

    <R, E extends Exception> R accept(ValueVisitor<R, E> visitor) throws E;

    record Text(String text) implements Value {
        @Override
        public String type() {
            return "S";
        }

        @Override
        public boolean isOrderedWith(Value other) {
            return other instanceof Text;
        }

        @Override
        public int compareTo(Value other) {
            return other instanceof Text right
                    ? CodePoints.compare(text, right.text)
                    : Value.super.compareTo(other);
        }

        @Override
        public boolean beginsWith(Value prefix) {
            return prefix instanceof Text start && text.startsWith(start.text);
        }

        @Override
        public boolean contains(Value part) {
            return part instanceof Text piece && text.contains(piece.text);
        }

        /** Returns the number of UTF-16 characters, as DynamoDB Local counts them. */
        @Override
        public Numeric size() {
            return new Numeric(BigDecimal.valueOf(text.length()));
        }

        @Override
        public <R, E extends Exception> R accept(ValueVisitor<R, E> visitor) throws E {
            return visitor.text(this);
        }
    }

    /** A decimal, as it was written: {@code 1}, {@code 1.0} and {@code 1E0} are equal. */
    record Numeric(BigDecimal amount) implements Value {
        /**
         * @throws NumberFormatException if the text is no decimal
         */
        public Numeric(String text) {
            this(new BigDecimal(text));
        }

        @Override
        public String type() {
            return "N";
        }

        @Override
        public boolean isOrderedWith(Value other) {
            return other instanceof Numeric;
        }

        @Override
        public int compareTo(Value other) {
            return other instanceof Numeric right
                    ? amount.compareTo(right.amount)
                    : Value.super.compareTo(other);
        }

        @Override
        public <R, E extends Exception> R accept(ValueVisitor<R, E> visitor) throws E {
            return visitor.numeric(this);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Numeric numeric && amount.compareTo(numeric.amount) == 0;
        }

        @Override
        public int hashCode() {
            return amount.stripTrailingZeros().hashCode();
        }
    }

    /** Bytes. */
    record Binary(byte[] bytes) implements Value {
        public Binary {
            bytes = bytes.clone();
        }

        /**
         * @throws IllegalArgumentException if the text isn't base64
         */
        public static Binary ofBase64(String base64) {
            return new Binary(Base64.getDecoder().decode(base64));
        }

        public String base64() {
            return Base64.getEncoder().encodeToString(bytes);
        }

        @Override
        public byte[] bytes() {
            return bytes.clone();
        }

        @Override
        public String type() {
            return "B";
        }

        @Override
        public boolean isOrderedWith(Value other) {
            return other instanceof Binary;
        }

        @Override
        public int compareTo(Value other) {
            return other instanceof Binary right
                    ? Arrays.compareUnsigned(bytes, right.bytes)
                    : Value.super.compareTo(other);
        }

        @Override
        public boolean beginsWith(Value prefix) {
            return prefix instanceof Binary start && Bytes.hasAt(bytes, 0, start.bytes);
        }

        @Override
        public boolean contains(Value part) {
            return part instanceof Binary piece && Bytes.contains(bytes, piece.bytes);
        }

        @Override
        public Numeric size() {
            return new Numeric(BigDecimal.valueOf(bytes.length));
        }

        @Override
        public <R, E extends Exception> R accept(ValueVisitor<R, E> visitor) throws E {
            return visitor.binary(this);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Binary binary && Arrays.equals(bytes, binary.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }

        @Override
        public String toString() {
            return "Binary[" + base64() + "]";
        }
    }

    record Bool(boolean value) implements Value {
        @Override
        public String type() {
            return "BOOL";
        }

        @Override
        public <R, E extends Exception> R accept(ValueVisitor<R, E> visitor) throws E {
            return visitor.bool(this);
        }
    }

    record Null() implements Value {
        @Override
        public String type() {
            return "NULL";
        }

        @Override
        public <R, E extends Exception> R accept(ValueVisitor<R, E> visitor) throws E {
            return visitor.nothing(this);
        }
    }

    /** A list. */
    record Items(List<Value> values) implements Value {
        public Items {
            values = List.copyOf(values);
        }

        @Override
        public String type() {
            return "L";
        }

        @Override
        public boolean contains(Value part) {
            return values.contains(part);
        }

        @Override
        public Numeric size() {
            return new Numeric(BigDecimal.valueOf(values.size()));
        }

        @Override
        public <R, E extends Exception> R accept(ValueVisitor<R, E> visitor) throws E {
            return visitor.items(this);
        }
    }

    /** A map. */
    record Fields(Map<String, Value> values) implements Value {
        public Fields {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }

        @Override
        public String type() {
            return "M";
        }

        @Override
        public Numeric size() {
            return new Numeric(BigDecimal.valueOf(values.size()));
        }

        @Override
        public <R, E extends Exception> R accept(ValueVisitor<R, E> visitor) throws E {
            return visitor.fields(this);
        }
    }

    /** A set of texts. */
    record Texts(Set<Value> values) implements Members {
        public Texts {
            values = Members.checked(values, Text.class);
        }

        @Override
        public String type() {
            return "SS";
        }

        @Override
        public Stream<String> texts() {
            return values.stream().map(member -> ((Text) member).text());
        }
    }

    /** A set of numbers. */
    record Numerics(Set<Value> values) implements Members {
        public Numerics {
            values = Members.checked(values, Numeric.class);
        }

        @Override
        public String type() {
            return "NS";
        }

        @Override
        public Stream<String> texts() {
            return values.stream().map(member -> ((Numeric) member).amount().toString());
        }
    }

    /** A set of binaries. */
    record Binaries(Set<Value> values) implements Members {
        public Binaries {
            values = Members.checked(values, Binary.class);
        }

        @Override
        public String type() {
            return "BS";
        }

        @Override
        public Stream<String> texts() {
            return values.stream().map(member -> ((Binary) member).base64());
        }
    }

    /** A set, whose members have one type. Keeps their order, which plays no part in equality. */
    sealed interface Members extends Value {
        Set<Value> values();

        /** Returns each member as text: a number as decimal, a binary in base64. */
        Stream<String> texts();

        @Override
        default boolean contains(Value part) {
            return values().contains(part);
        }

        @Override
        default Numeric size() {
            return new Numeric(BigDecimal.valueOf(values().size()));
        }

        @Override
        default <R, E extends Exception> R accept(ValueVisitor<R, E> visitor) throws E {
            return visitor.members(this);
        }

        private static Set<Value> checked(Set<Value> values, Class<? extends Value> type) {
            if (!values.stream().allMatch(type::isInstance)) {
                throw new IllegalArgumentException(
                        "all members of this set are " + type.getSimpleName());
            }
            return Collections.unmodifiableSet(new LinkedHashSet<>(values));
        }
    }
}

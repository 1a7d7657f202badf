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

    record Text(String text) implements Value {
        @Override
        public String type() {
            return "S";
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

        int length() {
            return bytes.length;
        }

        int compareTo(Binary other) {
            return Arrays.compareUnsigned(bytes, other.bytes);
        }

        /** Returns whether the other's bytes are here from an index on. */
        boolean hasAt(int index, Binary other) {
            return index + other.bytes.length <= bytes.length
                    && Arrays.equals(
                            bytes,
                            index,
                            index + other.bytes.length,
                            other.bytes,
                            0,
                            other.bytes.length);
        }

        boolean contains(Binary other) {
            for (int index = 0; index + other.bytes.length <= bytes.length; index++) {
                if (hasAt(index, other)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public String type() {
            return "B";
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
    }

    record Null() implements Value {
        @Override
        public String type() {
            return "NULL";
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
    }

    /** A set, whose members have one type. Keeps their order, which plays no part in equality. */
    sealed interface Members extends Value {
        Set<Value> values();

        private static Set<Value> checked(Set<Value> values, Class<? extends Value> type) {
            if (!values.stream().allMatch(type::isInstance)) {
                throw new IllegalArgumentException(
                        "all members of this set are " + type.getSimpleName());
            }
            return Collections.unmodifiableSet(new LinkedHashSet<>(values));
        }
    }
}

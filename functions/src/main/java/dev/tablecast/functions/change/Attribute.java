package dev.tablecast.functions.change;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A DynamoDB attribute value, exactly as the table holds it: numbers keep all their digits.
 *
 * <p>Two values are equal if DynamoDB says so: numbers by what they amount to, sets whatever the
 * order of their members, and maps whatever the order of their fields, at any depth.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValue.html">AttributeValue</a>
 */
public sealed interface Attribute {
    record Text(String value) implements Attribute {}

    /** A decimal of up to 38 digits: {@code 1}, {@code 1.0} and {@code 1E0} are equal. */
    record Numeric(String value) implements Attribute {
        @Override
        public boolean equals(Object other) {
            return other instanceof Numeric numeric && amount().equals(numeric.amount());
        }

        @Override
        public int hashCode() {
            return amount().hashCode();
        }

        /** Returns the number without trailing zeros, or the text that isn't one. */
        private Object amount() {
            try {
                return new BigDecimal(value).stripTrailingZeros();
            } catch (NumberFormatException e) {
                return value;
            }
        }
    }

    /** Bytes, in base64. */
    record Binary(String base64) implements Attribute {}

    record Bool(boolean value) implements Attribute {}

    record Null() implements Attribute {}

    /** A list. */
    record Items(List<Attribute> values) implements Attribute {
        public Items {
            values = List.copyOf(values);
        }
    }

    /** A set of texts, numbers or binaries, in the order in which the stream record has it. */
    record Members(List<Attribute> values) implements Attribute {
        public Members {
            values = List.copyOf(values);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Members members
                    && new HashSet<>(values).equals(new HashSet<>(members.values));
        }

        @Override
        public int hashCode() {
            return new HashSet<>(values).hashCode();
        }
    }

    /** A map. */
    record Fields(Map<String, Attribute> values) implements Attribute {
        public Fields {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }
    }
}

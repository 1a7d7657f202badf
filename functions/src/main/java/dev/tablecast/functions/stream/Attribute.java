package dev.tablecast.functions.stream;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A DynamoDB attribute value, exactly as the table holds it: numbers keep all their digits.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValue.html">AttributeValue</a>
 */
sealed interface Attribute {
    record Text(String value) implements Attribute {}

    /** A decimal of up to 38 digits. */
    record Numeric(String value) implements Attribute {}

    /** Bytes, in base64. */
    record Binary(String base64) implements Attribute {}

    record Bool(boolean value) implements Attribute {}

    record Null() implements Attribute {}

    record Items(List<Attribute> values) implements Attribute {
        public Items {
            values = List.copyOf(values);
        }
    }

    record Fields(Map<String, Attribute> values) implements Attribute {
        public Fields {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }
    }
}

package dev.tablecast.functions.snapshot;

import dev.tablecast.functions.expression.Value;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The table whose changes are broadcast. */
public record SourceTable(String name, Key partition, Optional<Key> sort) {
    /** The largest partition key and the largest sort key, in bytes. */
    private static final int PARTITION_BYTES = 2_048;

    private static final int SORT_BYTES = 1_024;

    /** The type of a key attribute, in DynamoDB's own words. */
    public enum Type {
        S,
        N,
        B
    }

    /** An attribute of the table's key. */
    public record Key(String name, Type type) {
        private static final Pattern FORM = Pattern.compile("(.+):([SNB])");

        /** Reads {@code NAME:TYPE}; empty if the text has another form. */
        static Optional<Key> parse(String text) {
            Matcher parts = FORM.matcher(text);
            return parts.matches()
                    ? Optional.of(new Key(parts.group(1), Type.valueOf(parts.group(2))))
                    : Optional.empty();
        }

        /** Returns whether a value has the type of every value of the attribute. */
        boolean isOfItsType(Value value) {
            return value.type().equals(type.name());
        }
    }

    boolean isPartition(Value value) {
        return partition.isOfItsType(value) && isKey(value, PARTITION_BYTES);
    }

    /** Returns whether a value of the sort key's type may be one. */
    static boolean isSort(Value value) {
        return isKey(value, SORT_BYTES);
    }

    /**
     * DynamoDB refuses a request with another value.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html">Quotas
     *     in DynamoDB: partition keys and sort keys</a>
     */
    private static boolean isKey(Value value, int most) {
        int bytes =
                switch (value) {
                    case Value.Text text -> text.text().getBytes(StandardCharsets.UTF_8).length;
                    case Value.Binary binary -> binary.bytes().length;
                    case Value.Numeric ignored -> 1;
                    case Value.Bool ignored -> 0;
                    case Value.Null ignored -> 0;
                    case Value.Items ignored -> 0;
                    case Value.Fields ignored -> 0;
                    case Value.Members ignored -> 0;
                };
        return bytes > 0 && bytes <= most;
    }
}

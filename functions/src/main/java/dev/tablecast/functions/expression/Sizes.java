package dev.tablecast.functions.expression;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The function {@code size}. */
final class Sizes {
    private Sizes() {}

    /**
     * Returns the size as a number; null if there is no value, or none of a type that has a size.
     *
     * <p>A text's size is in UTF-16 characters, as DynamoDB Local counts them.
     */
    static @Nullable Value of(@Nullable Value value) {
        return switch (value) {
            case null -> null;
            case Value.Text text -> size(text.text().length());
            case Value.Binary binary -> size(binary.length());
            case Value.Items items -> size(items.values().size());
            case Value.Fields fields -> size(fields.values().size());
            case Value.Members members -> size(members.values().size());
            case Value.Numeric ignored -> null;
            case Value.Bool ignored -> null;
            case Value.Null ignored -> null;
        };
    }

    private static Value size(int size) {
        return new Value.Numeric(BigDecimal.valueOf(size));
    }
}

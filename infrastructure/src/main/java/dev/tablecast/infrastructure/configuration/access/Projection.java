package dev.tablecast.infrastructure.configuration.access;

import java.util.List;

/**
 * The attributes of an item that a message carries, named as DynamoDB names its index projections.
 */
public sealed interface Projection {

    /** The word for it: {@code KEYS_ONLY}, {@code INCLUDE} or {@code ALL}. */
    String type();

    /** The attributes that it names; empty unless it is {@link Include}. */
    default List<String> attributes() {
        return List.of();
    }

    /** The key. The default: a table's contents are not for everyone with the URL. */
    record KeysOnly() implements Projection {
        @Override
        public String type() {
            return "KEYS_ONLY";
        }
    }

    /** The key and the attributes named. */
    record Include(List<String> attributes) implements Projection {
        public Include {
            attributes = List.copyOf(attributes);
        }

        @Override
        public String type() {
            return "INCLUDE";
        }
    }

    /** Every attribute. */
    record All() implements Projection {
        @Override
        public String type() {
            return "ALL";
        }
    }
}

package dev.tablecast.functions.view;

import java.util.Set;

/** The attributes that images in messages have, in the words of DynamoDB's index projections. */
public sealed interface Projection {
    /** Whether there are images in messages at all. */
    default boolean hasImages() {
        return !(this instanceof KeysOnly);
    }

    /** Whether an attribute is in images. */
    boolean includes(String attribute);

    /** The item's keys alone, without images. */
    record KeysOnly() implements Projection {
        @Override
        public boolean includes(String attribute) {
            return false;
        }
    }

    /** The keys, and images with the attributes named. */
    record Include(Set<String> attributes) implements Projection {
        public Include {
            attributes = Set.copyOf(attributes);
        }

        @Override
        public boolean includes(String attribute) {
            return attributes.contains(attribute);
        }
    }

    /** Whole images. */
    record All() implements Projection {
        @Override
        public boolean includes(String attribute) {
            return true;
        }
    }
}

package dev.tablecast.functions.change;

import java.util.List;
import java.util.Set;

/** The attributes of a change that are sent, named as DynamoDB names its index projections. */
public sealed interface Projection {
    public enum Type {
        KEYS_ONLY,
        INCLUDE,
        ALL
    }

    /** Returns whether the images are sent at all. */
    boolean hasImages();

    /** Returns whether an attribute of an image is sent. */
    boolean includes(String attribute);

    /**
     * The item's keys alone: the default, because a table's contents aren't for all who connect.
     */
    record KeysOnly() implements Projection {
        @Override
        public boolean hasImages() {
            return false;
        }

        @Override
        public boolean includes(String attribute) {
            return false;
        }
    }

    /** The keys, and of the images the attributes named. */
    record Include(Set<String> attributes) implements Projection {
        public Include(List<String> attributes) {
            this(Set.copyOf(attributes));
        }

        public Include {
            attributes = Set.copyOf(attributes);
        }

        @Override
        public boolean hasImages() {
            return true;
        }

        @Override
        public boolean includes(String attribute) {
            return attributes.contains(attribute);
        }
    }

    /** Both images, whole. */
    record All() implements Projection {
        @Override
        public boolean hasImages() {
            return true;
        }

        @Override
        public boolean includes(String attribute) {
            return true;
        }
    }
}

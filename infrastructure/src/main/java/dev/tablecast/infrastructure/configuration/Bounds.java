package dev.tablecast.infrastructure.configuration;

/** The whole numbers that a setting takes, both ends included. */
record Bounds(String setting, int minimum, int maximum) {

    boolean allow(int value) {
        return value >= minimum && value <= maximum;
    }

    String allowed() {
        return "a whole number from %d to %d".formatted(minimum, maximum);
    }

    /** Keeps a record that Java code makes to the same bounds as one read from settings. */
    void require(int value) {
        if (!allow(value)) {
            throw new IllegalArgumentException(
                    "%s is %d; it takes %s".formatted(setting, value, allowed()));
        }
    }
}

package dev.tablecast.infrastructure.configuration.setting;

/**
 * One thing that may be chosen about a stack. What reads it, what refuses it and what documents it
 * all ask here.
 *
 * @param name as in a stack's file, without its namespace
 * @param values what it may be
 * @param byDefault what it is where nobody says, written as in a stack's file; empty for nothing
 * @param meaning what it does and why its default is what it is, for whoever has to choose
 */
public record Setting<T>(String name, Values<T> values, String byDefault, String meaning) {

    /** A setting that is nothing unless someone sets it. */
    public Setting(String name, Values<T> values, String meaning) {
        this(name, values, "", meaning);
    }

    /** Keeps a record that Java code makes to the same values as one read from settings. */
    public void require(T value) {
        if (values.parse(value.toString()).isEmpty()) {
            throw new IllegalArgumentException(
                    "%s is %s; it takes %s".formatted(name, value, values.allowed()));
        }
    }
}

package dev.tablecast.infrastructure.configuration.setting;

/**
 * A setting of a stack: the one description for reading, checking and documenting it.
 *
 * @param name as in a stack's file, without its namespace
 * @param values its allowed values
 * @param byDefault default value, written as in a stack's file; empty for none
 * @param meaning its effect, and the reason for its default
 */
public record Setting<T>(String name, Values<T> values, String byDefault, String meaning) {

    /** Creates a setting without a default. */
    public Setting(String name, Values<T> values, String meaning) {
        this(name, values, "", meaning);
    }

    /** Checks a value that Java code passes against the same allowed values. */
    public void require(T value) {
        if (values.parse(value.toString()).isEmpty()) {
            throw new IllegalArgumentException(
                    "%s is %s; it takes %s".formatted(name, value, values.allowed()));
        }
    }
}

package dev.tablecast.local.stepfunctions.jsonata;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * The fields of the variable {@code $states}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html#reserved-variable-states">Reserved
 *     variable</a>
 */
public enum StatesField {
    INPUT("input"),
    CONTEXT("context"),
    /** The result of a Task, Parallel or Map, for its own {@code Assign} and {@code Output}. */
    RESULT("result"),
    /** The error, for the {@code Assign} and {@code Output} of a catcher. */
    ERROR_OUTPUT("errorOutput");

    /** The fields that every expression can read. */
    public static final Set<StatesField> ALWAYS = Set.of(INPUT, CONTEXT);

    public static final Set<StatesField> WITH_RESULT = Set.of(INPUT, CONTEXT, RESULT);
    public static final Set<StatesField> WITH_ERROR = Set.of(INPUT, CONTEXT, ERROR_OUTPUT);

    private final String fieldName;

    StatesField(String fieldName) {
        this.fieldName = fieldName;
    }

    public String fieldName() {
        return fieldName;
    }

    static Optional<StatesField> named(String name) {
        return Arrays.stream(values()).filter(field -> field.fieldName.equals(name)).findFirst();
    }
}

package dev.tablecast.local.stepfunctions.path;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The variables of an execution, a branch or an iteration: it sees those around it and assigns its
 * own.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/workflow-variables.html">Variables</a>
 */
public final class Variables {
    private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]{0,79}");

    private final @Nullable Variables outer;
    private final Map<String, JsonNode> values = new HashMap<>();

    private Variables(@Nullable Variables outer) {
        this.outer = outer;
    }

    public static Variables none() {
        return new Variables(null);
    }

    /** The variables of a branch or an iteration. */
    public Variables inner() {
        return new Variables(this);
    }

    /** Whether a variable can have the name; {@code states} is reserved. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches() && !name.equals("states");
    }

    public Optional<JsonNode> find(String name) {
        var value = values.get(name);
        if (value != null) {
            return Optional.of(value);
        }
        return outer == null ? Optional.empty() : outer.find(name);
    }

    /** Those that aren't of an outer scope. */
    public Map<String, JsonNode> own() {
        return Map.copyOf(values);
    }

    /** Assigns all of the object's fields. */
    public void assign(JsonNode newValues) {
        newValues
                .properties()
                .forEach(variable -> values.put(variable.getKey(), variable.getValue()));
    }
}

package dev.tablecast.local.stepfunctions.path;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The variables of an execution, a branch or an iteration, which reads the variables of outer
 * scopes too but assigns only its own.
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

    /** Returns the outermost scope, without variables. */
    public static Variables none() {
        return new Variables(null);
    }

    /** Returns the variables of a branch or an iteration. */
    public Variables inner() {
        return new Variables(this);
    }

    /** Returns whether a variable can have the name. The name {@code states} is reserved. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches() && !name.equals("states");
    }

    /** Returns the value of a variable of this or an outer scope; empty if it is not assigned. */
    public Optional<JsonNode> find(String name) {
        var value = values.get(name);
        if (value != null) {
            return Optional.of(value);
        }
        return outer == null ? Optional.empty() : outer.find(name);
    }

    /** Returns the variables of this scope, without those of outer scopes. */
    public Map<String, JsonNode> own() {
        return Map.copyOf(values);
    }

    /** Assigns a variable for each field of an object. */
    public void assign(JsonNode newValues) {
        newValues
                .properties()
                .forEach(variable -> values.put(variable.getKey(), variable.getValue()));
    }
}

package dev.tablecast.local.stepfunctions.path;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.random.RandomGenerator;

/**
 * What an expression can see.
 *
 * @param data what {@code $} is: a state's input, a task's result, ...
 * @param context what {@code $$} is: the context object
 * @param random what {@code States.UUID} and {@code States.MathRandom} draw from
 * @param variables what {@code $name} is
 */
public record Scope(JsonNode data, JsonNode context, RandomGenerator random, Variables variables) {
    /** A scope without variables. */
    public Scope(JsonNode data, JsonNode context, RandomGenerator random) {
        this(data, context, random, Variables.none());
    }

    public Scope with(JsonNode newData) {
        return new Scope(newData, context, random, variables);
    }
}

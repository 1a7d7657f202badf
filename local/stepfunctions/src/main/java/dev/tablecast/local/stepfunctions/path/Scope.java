package dev.tablecast.local.stepfunctions.path;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.random.RandomGenerator;

/**
 * What an expression can see.
 *
 * @param data what {@code $} is: a state's input, a task's result, ...
 * @param context what {@code $$} is: the context object
 * @param random what {@code States.UUID} and {@code States.MathRandom} draw from
 */
public record Scope(JsonNode data, JsonNode context, RandomGenerator random) {
    public Scope with(JsonNode newData) {
        return new Scope(newData, context, random);
    }
}

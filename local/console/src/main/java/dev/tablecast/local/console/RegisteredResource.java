package dev.tablecast.local.console;

import java.util.Map;

/**
 * A resource of the Pulumi program, with all references resolved to plain values.
 *
 * @param type Pulumi's type token, such as {@code aws:dynamodb/table:Table}
 * @param name the logical name
 * @param inputs as its provider gets them; numbers are doubles
 * @param outputs the inputs, and the values that the provider adds, such as {@code arn}
 */
public record RegisteredResource(
        String type, String name, Map<String, Object> inputs, Map<String, Object> outputs) {
    public RegisteredResource {
        inputs = Map.copyOf(inputs);
        outputs = Map.copyOf(outputs);
    }
}

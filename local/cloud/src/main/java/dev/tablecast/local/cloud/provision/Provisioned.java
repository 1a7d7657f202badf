package dev.tablecast.local.cloud.provision;

import java.util.Map;

/**
 * A resource with its outputs.
 *
 * @param outputs the inputs, and values from the provider such as {@code arn}
 */
public record Provisioned(Resource resource, Map<String, Object> outputs) {
    public Provisioned {
        outputs = Map.copyOf(outputs);
    }
}

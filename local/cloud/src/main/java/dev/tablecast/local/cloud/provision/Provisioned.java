package dev.tablecast.local.cloud.provision;

import java.util.Map;

/**
 * A resource with what was made of it.
 *
 * @param outputs its inputs, and what the provider adds to them, such as {@code arn}
 */
public record Provisioned(Resource resource, Map<String, Object> outputs) {
    public Provisioned {
        outputs = Map.copyOf(outputs);
    }
}

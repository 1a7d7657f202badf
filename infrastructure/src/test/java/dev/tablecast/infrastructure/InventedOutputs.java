package dev.tablecast.infrastructure;

import com.pulumi.test.Mocks;
import java.util.HashMap;
import java.util.Map;

/** Addresses that AWS would give a resource, recognisable by the resource's type and name. */
final class InventedOutputs {
    private InventedOutputs() {}

    static Map<String, Object> of(Mocks.ResourceArgs resource) {
        String type = resource.type.substring(resource.type.lastIndexOf(':') + 1);
        String arn = "arn:" + type + ":" + resource.name;
        var outputs = new HashMap<>(resource.inputs);
        outputs.putIfAbsent("name", resource.name);
        outputs.put("arn", arn);
        outputs.put("invokeArn", arn + "/invocations");
        outputs.put("version", "7");
        outputs.put("streamArn", arn + "/stream");
        outputs.put("executionArn", "arn:execution:" + resource.name);
        outputs.put("invokeUrl", "wss://api.test/" + resource.name);
        outputs.put("url", "https://queue.test/" + resource.name);
        return outputs;
    }
}

package dev.tablecast.infrastructure;

import com.pulumi.test.Mocks;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Addresses such as AWS would give a resource, of the resource's own name. */
final class InventedOutputs {
    static final String REGION = "us-east-1";
    static final String ACCOUNT = "123456789012";
    private static final String FUNCTION_ADDRESS =
            "arn:aws:apigateway:" + REGION + ":lambda:path/2015-03-31/functions/%s/invocations";

    private InventedOutputs() {}

    static Map<String, Object> of(Mocks.ResourceArgs resource) {
        var outputs = new HashMap<>(resource.inputs);
        outputs.putIfAbsent("name", resource.name);
        if (isMadeOf(resource.name, outputs.get("name").toString())) {
            outputs.put("name", resource.name);
        }
        String arn = arn(shortType(resource), outputs);
        outputs.put("arn", arn);
        outputs.put("uuid", "91eaeb7e-c976-11ed-afa1-0242ac120002");
        outputs.put("invokeArn", FUNCTION_ADDRESS.formatted(arn));
        outputs.put("version", "7");
        outputs.put("streamArn", arn + "/stream/2026-11-22T19:49:00.000");
        outputs.put("executionArn", executionArn(resource));
        outputs.put("apiEndpoint", "wss://api.test");
        outputs.put("invokeUrl", "wss://api.test/" + resource.name);
        outputs.put("url", "https://queue.test/" + resource.name);
        // Somebody has given API Gateway a role for its logs.
        outputs.putIfAbsent("cloudwatchRoleArn", "arn:aws:iam::" + ACCOUNT + ":role/logs");
        return outputs;
    }

    /** The tests know resources by their own names alone, without those of project and stack. */
    private static boolean isMadeOf(String resource, String name) {
        return name.matches("[^/]+-" + Pattern.quote(resource) + "(-[0-9a-f]{8})?");
    }

    private static String arn(String type, Map<String, Object> outputs) {
        Object name = outputs.get("name");
        return switch (type) {
            case "Table" -> arn("dynamodb", "table/" + name);
            case "Function" -> arn("lambda", "function:" + name);
            case "Alias" -> arn("lambda", "function:" + outputs.get("functionName") + ":" + name);
            case "LogGroup" -> arn("logs", "log-group:" + name);
            case "Role" -> "arn:aws:iam::" + ACCOUNT + ":role/" + name;
            case "StateMachine" -> arn("states", "stateMachine:" + name);
            case "Queue" -> arn("sqs", name.toString());
            case "MetricAlarm" -> arn("cloudwatch", "alarm:" + name);
            default -> arn("other", type + "/" + name);
        };
    }

    /**
     * Returns the execution ARN of an API or its stage; the ID of an API is derived from its name.
     */
    private static String executionArn(Mocks.ResourceArgs resource) {
        Object api = resource.inputs.getOrDefault("apiId", resource.name + "-id");
        String all = arn("execute-api", api.toString());
        return shortType(resource).equals("Stage") ? all + "/" + resource.name : all;
    }

    private static String arn(String service, String resource) {
        return "arn:aws:" + service + ":" + REGION + ":" + ACCOUNT + ":" + resource;
    }

    private static String shortType(Mocks.ResourceArgs resource) {
        return resource.type.substring(resource.type.lastIndexOf(':') + 1);
    }
}

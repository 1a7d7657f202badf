package dev.tablecast.bench.fanout;

import java.util.HashMap;
import java.util.Map;

/** What Lambda puts into the environment of every function: a Region and temporary credentials. */
final class LambdaEnvironment {
    /** As long as a role's session token is, which every request carries. */
    private static final String SESSION_TOKEN = "IQoJb3JpZ2luX2VjE".repeat(48);

    private LambdaEnvironment() {}

    static Map<String, String> with(Map<String, String> variables) {
        var environment =
                new HashMap<>(
                        Map.of(
                                "AWS_REGION",
                                "us-east-1",
                                "AWS_ACCESS_KEY_ID",
                                "ASIAIOSFODNN7EXAMPLE",
                                "AWS_SECRET_ACCESS_KEY",
                                "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
                                "AWS_SESSION_TOKEN",
                                SESSION_TOKEN));
        environment.putAll(variables);
        return Map.copyOf(environment);
    }
}

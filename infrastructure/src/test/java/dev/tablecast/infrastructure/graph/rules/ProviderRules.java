package dev.tablecast.infrastructure.graph.rules;

import dev.tablecast.infrastructure.graph.Registered;
import dev.tablecast.infrastructure.graph.ResourceGraph;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The checks of the AWS provider for Pulumi, and of AWS itself, as far as they are documented.
 *
 * <p>{@code com.pulumi:aws} 6.83 checks what Terraform's provider for AWS 5.x checks.
 */
public final class ProviderRules {
    private static final Map<String, TypeRules> BY_TYPE = new HashMap<>();

    static {
        BY_TYPE.putAll(LambdaRules.all());
        BY_TYPE.putAll(ApiGatewayRules.all());
        BY_TYPE.putAll(IamRules.all());
        BY_TYPE.putAll(CloudWatchRules.all());
        BY_TYPE.putAll(OtherRules.all());
    }

    private ProviderRules() {}

    /** Returns everything that is wrong; a type without rules is wrong too. */
    public static List<String> problems(ResourceGraph graph) {
        var problems = new ArrayList<String>();
        for (Registered resource : graph.custom()) {
            var rules = BY_TYPE.get(resource.type());
            if (rules == null) {
                problems.add("%s: there are no rules for this type".formatted(resource));
            } else {
                problems.addAll(rules.problems(resource, graph));
            }
        }
        return problems;
    }
}

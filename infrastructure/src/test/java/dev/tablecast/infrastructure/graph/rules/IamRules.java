package dev.tablecast.infrastructure.graph.rules;

import static dev.tablecast.infrastructure.graph.rules.Rule.json;
import static dev.tablecast.infrastructure.graph.rules.Rule.matches;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tablecast.infrastructure.graph.Registered;
import dev.tablecast.infrastructure.graph.ResourceGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Roles and their policies.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html">IAM and
 *     AWS STS quotas</a>
 */
final class IamRules {
    static final Rule KEY = matches("arn:aws[a-z-]*:kms:[a-z0-9-]+:\\d{12}:key/.+", 2048);

    private static final String NAME = "[\\w+=,.@-]+";

    /** The character limit of a role's inline policies, without white space. */
    private static final int INLINE_POLICIES = 10_240;

    private static final int TRUST_POLICY = 2_048;

    private IamRules() {}

    static Map<String, TypeRules> all() {
        return Map.of(
                "aws:iam/role:Role",
                new TypeRules()
                        .named(matches(NAME, 64))
                        .tagged()
                        .takes(
                                "permissionsBoundary",
                                matches("arn:aws[a-z-]*:iam::(\\d{12}|aws):policy/.+", 2048))
                        .needs("assumeRolePolicy", json(TRUST_POLICY))
                        .check(IamRules::trust),
                "aws:iam/rolePolicy:RolePolicy",
                new TypeRules()
                        .named(matches(NAME, 128))
                        .needs("role", matches(NAME, 64))
                        .needs("policy", json(INLINE_POLICIES))
                        .check(IamRules::statements));
    }

    private static List<String> trust(Registered role, ResourceGraph graph) {
        var problems = new ArrayList<String>();
        for (JsonNode statement : document(role, "assumeRolePolicy", problems)) {
            requireMembers(statement, List.of("Action", "Effect", "Principal"), problems);
            if (!statement.at("/Principal/Service").asText().endsWith(".amazonaws.com")) {
                problems.add("it may be assumed by " + statement.get("Principal"));
            }
            if (!statement
                    .at("/Condition/StringEquals/aws:SourceAccount")
                    .asText()
                    .matches("\\d{12}")) {
                problems.add("it may be assumed for other accounts");
            }
        }
        return problems;
    }

    private static List<String> statements(Registered policy, ResourceGraph graph) {
        var problems = new ArrayList<String>();
        for (JsonNode statement : document(policy, "policy", problems)) {
            requireMembers(statement, List.of("Action", "Effect", "Resource"), problems);
            for (JsonNode action : statement.path("Action")) {
                if (!action.asText().matches("[a-z0-9-]+:[A-Z][A-Za-z]+")) {
                    problems.add(
                            "Action is %s; it takes a service and one action".formatted(action));
                }
            }
            for (JsonNode resource : statement.path("Resource")) {
                if (!resource.asText().equals("*")
                        && !Rule.ARN.allowed(resource.asText()).isEmpty()) {
                    problems.add("Resource is %s; it takes * or an ARN".formatted(resource));
                }
            }
        }
        return problems;
    }

    private static JsonNode document(Registered resource, String input, List<String> problems) {
        try {
            var document = new JsonMapper().readTree(resource.text(input));
            if (!document.path("Version").asText().equals("2012-10-17")) {
                problems.add(
                        "Version is %s; it takes 2012-10-17".formatted(document.get("Version")));
            }
            if (document.path("Statement").isEmpty()) {
                problems.add("it has no Statement");
            }
            return document.path("Statement");
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(resource + " " + input, e);
        }
    }

    private static void requireMembers(
            JsonNode statement, List<String> members, List<String> problems) {
        var found = new ArrayList<String>();
        statement.fieldNames().forEachRemaining(found::add);
        if (!found.containsAll(members) || !statement.path("Effect").asText().equals("Allow")) {
            problems.add("the statement %s must allow, and have %s".formatted(statement, members));
        }
    }
}

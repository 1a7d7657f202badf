package dev.tablecast.local.cloud.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.local.cloud.calls.AwsCall;
import dev.tablecast.local.cloud.provision.Resource;
import dev.tablecast.testing.watching.WatchingClient;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The permissions in the policies of a stack's roles and functions.
 *
 * <p>It supports statements that allow actions on resources with wildcards, and refuses every other
 * element by name.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html">IAM
 *     JSON policy element reference</a>
 */
record Permissions(List<Permission> all) {
    private static final Set<String> MEMBERS = Set.of("Sid", "Effect", "Action", "Resource");

    /**
     * One action on one resource for one principal.
     *
     * @param source on whose behalf, where a service is the principal; may have wildcards
     */
    record Permission(String principal, String action, String resource, String source) {
        boolean covers(AwsCall call) {
            return principal.equals(call.principal())
                    && matches(action, call.action())
                    && matches(resource, call.resource())
                    && matches(source, call.source());
        }

        private static boolean matches(String pattern, String text) {
            var regex = new StringBuilder();
            for (char c : pattern.toCharArray()) {
                regex.append(
                        switch (c) {
                            case '*' -> ".*";
                            case '?' -> ".";
                            default -> Pattern.quote(String.valueOf(c));
                        });
            }
            return Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(text).matches();
        }

        @Override
        public String toString() {
            return "%s may %s on %s%s"
                    .formatted(
                            principal, action, resource, source.isEmpty() ? "" : " for " + source);
        }
    }

    /** Reads the policies among resources. */
    static Permissions of(Collection<Resource> resources) {
        var roleArns = new HashMap<String, String>();
        resources.stream()
                .filter(resource -> resource.type().equals("aws:iam/role:Role"))
                .forEach(role -> roleArns.put(role.name(), roleArn(role.name())));
        var all = new ArrayList<Permission>();
        for (Resource resource : resources) {
            switch (resource.type()) {
                case "aws:iam/rolePolicy:RolePolicy" -> all.addAll(ofRole(resource, roleArns));
                case "aws:lambda/permission:Permission" -> all.add(ofFunction(resource));
                case "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
                        "aws:iam/policyAttachment:PolicyAttachment" ->
                        throw new IllegalArgumentException(
                                resource.type() + " " + resource.name() + ": not understood here");
                default -> {}
            }
        }
        return new Permissions(List.copyOf(all));
    }

    /** Returns a role's ARN on this machine. */
    static String roleArn(String role) {
        return "arn:aws:iam::000000000000:role/" + role;
    }

    private static List<Permission> ofRole(Resource policy, Map<String, String> roleArns) {
        String role = roleArns.get(String.valueOf(policy.inputs().get("role")));
        if (role == null) {
            throw new IllegalArgumentException(policy.name() + " is of no role of the stack");
        }
        JsonNode document = WatchingClient.json(policy.inputs().get("policy").toString());
        var all = new ArrayList<Permission>();
        for (JsonNode statement : document.get("Statement")) {
            requireUnderstood(policy, statement);
            for (JsonNode action : statement.get("Action")) {
                for (JsonNode resource : statement.get("Resource")) {
                    all.add(new Permission(role, action.asText(), resource.asText(), ""));
                }
            }
        }
        return all;
    }

    private static void requireUnderstood(Resource policy, JsonNode statement) {
        boolean known =
                statement.properties().stream().map(Map.Entry::getKey).allMatch(MEMBERS::contains);
        if (!known
                || !statement.path("Effect").asText().equals("Allow")
                || !statement.path("Action").isArray()
                || !statement.path("Resource").isArray()) {
            throw new IllegalArgumentException(policy.name() + ": not understood: " + statement);
        }
    }

    private static Permission ofFunction(Resource permission) {
        var inputs = permission.inputs();
        String qualifier = inputs.containsKey("qualifier") ? ":" + inputs.get("qualifier") : "";
        return new Permission(
                String.valueOf(inputs.get("principal")),
                String.valueOf(inputs.get("action")),
                "arn:aws:lambda:us-east-1:000000000000:function:"
                        + inputs.get("function")
                        + qualifier,
                String.valueOf(inputs.get("sourceArn")));
    }

    boolean allow(AwsCall call) {
        return all.stream().anyMatch(permission -> permission.covers(call));
    }

    /** The calls, each once, that none of them allows. */
    List<AwsCall> missingFor(Collection<AwsCall> calls) {
        return calls.stream().distinct().filter(call -> !allow(call)).toList();
    }

    /** Those that none of the calls needs. */
    List<Permission> unusedBy(Collection<AwsCall> calls) {
        return all.stream()
                .filter(permission -> calls.stream().noneMatch(permission::covers))
                .toList();
    }
}

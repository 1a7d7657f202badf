package dev.tablecast.local.cloud.gateway.integration;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The policy that an authorizer returns. It admits a client if at least one statement allows the
 * connection and none denies it.
 *
 * <p>Differs from AWS: conditions, {@code NotAction} and {@code NotResource} aren't supported.
 */
record AuthorizerPolicy(List<Statement> statements) {
    private static final String INVOKE = "execute-api:Invoke";
    private static final Set<String> KNOWN = Set.of("Sid", "Effect", "Action", "Resource");

    /** A statement with API Gateway's wildcards: {@code *} matches slashes too. */
    record Statement(boolean allows, List<String> actions, List<String> resources) {
        boolean isAbout(String methodArn) {
            return actions.stream()
                            .map(action -> pattern(action, Pattern.CASE_INSENSITIVE))
                            .anyMatch(action -> action.matcher(INVOKE).matches())
                    && resources.stream()
                            .map(resource -> pattern(resource, 0))
                            .anyMatch(resource -> resource.matcher(methodArn).matches());
        }

        private static Pattern pattern(String wildcards, int flags) {
            return Pattern.compile(
                    wildcards
                            .codePoints()
                            .mapToObj(
                                    character ->
                                            switch (character) {
                                                case '*' -> ".*";
                                                case '?' -> ".";
                                                default ->
                                                        Pattern.quote(
                                                                Character.toString(character));
                                            })
                            .collect(Collectors.joining()),
                    flags);
        }
    }

    /**
     * Parses a policy document.
     *
     * @throws IllegalArgumentException if it is no policy, or has an unsupported field
     */
    static AuthorizerPolicy parse(JsonNode document) {
        JsonNode statements = document.path("Statement");
        if (statements.isEmpty()) {
            throw new IllegalArgumentException("policyDocument.Statement is missing or empty");
        }
        return new AuthorizerPolicy(
                statements.isArray()
                        ? statements.valueStream().map(AuthorizerPolicy::statement).toList()
                        : List.of(statement(statements)));
    }

    boolean allows(String methodArn) {
        List<Statement> about =
                statements.stream().filter(statement -> statement.isAbout(methodArn)).toList();
        return !about.isEmpty() && about.stream().allMatch(Statement::allows);
    }

    private static Statement statement(JsonNode json) {
        json.fieldNames()
                .forEachRemaining(
                        name -> {
                            if (!KNOWN.contains(name)) {
                                throw new IllegalArgumentException(
                                        "policyDocument.Statement has %s; supported are %s"
                                                .formatted(name, KNOWN.stream().sorted().toList()));
                            }
                        });
        String effect = json.path("Effect").asText();
        if (!effect.equals("Allow") && !effect.equals("Deny")) {
            throw new IllegalArgumentException(
                    "policyDocument.Statement.Effect is \"%s\"; it takes Allow or Deny"
                            .formatted(effect));
        }
        return new Statement(
                effect.equals("Allow"), texts(json, "Action"), texts(json, "Resource"));
    }

    private static List<String> texts(JsonNode statement, String name) {
        JsonNode found = statement.path(name);
        List<JsonNode> elements = found.isArray() ? found.valueStream().toList() : List.of(found);
        if (elements.isEmpty() || !elements.stream().allMatch(JsonNode::isTextual)) {
            throw new IllegalArgumentException(
                    "policyDocument.Statement.%s takes a string or a list of strings"
                            .formatted(name));
        }
        return elements.stream().map(JsonNode::textValue).toList();
    }
}

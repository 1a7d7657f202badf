package dev.tablecast.infrastructure.role;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.pulumi.core.Output;
import dev.tablecast.infrastructure.account.Account;
import java.util.List;
import java.util.Map;

/** IAM policies as JSON; their members in a fixed order, so that an unchanged one has no diff. */
public final class PolicyDocument {
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

    private PolicyDocument() {}

    public static Output<String> of(List<Statement> statements) {
        return Output.all(statements.stream().map(Statement::json).toList())
                .applyValue(PolicyDocument::withResources)
                .applyValue(PolicyDocument::json);
    }

    /**
     * Returns the trust policy for a service that acts for this account. A service's name ends in
     * {@code amazonaws.com} in every partition.
     *
     * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html">The
     *     confused deputy problem</a>
     */
    static String assumableBy(String service, Account account) {
        return json(
                List.of(
                        Map.of(
                                "Effect",
                                "Allow",
                                "Action",
                                "sts:AssumeRole",
                                "Principal",
                                Map.of("Service", service),
                                "Condition",
                                Map.of(
                                        "StringEquals",
                                        Map.of("aws:SourceAccount", account.id())))));
    }

    private static List<Map<String, Object>> withResources(List<Map<String, Object>> statements) {
        return statements.stream()
                .filter(statement -> !List.of().equals(statement.get("Resource")))
                .toList();
    }

    private static String json(List<Map<String, Object>> statements) {
        try {
            return MAPPER.writeValueAsString(
                    Map.of("Version", "2012-10-17", "Statement", statements));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A policy of strings and lists is always JSON", e);
        }
    }
}

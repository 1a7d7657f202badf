package dev.tablecast.infrastructure.configuration.operations;

import java.util.Map;
import java.util.Optional;

/**
 * The rules of the company that owns the account.
 *
 * @param permissionsBoundary the ARN of the policy that bounds every role
 * @param kmsKeyArn the key that encrypts tables, queue and logs; empty for AWS's own keys
 * @param tags beside those of the stack
 */
public record Governance(
        Optional<String> permissionsBoundary,
        Optional<String> kmsKeyArn,
        Map<String, String> tags) {
    public Governance {
        tags = Map.copyOf(tags);
    }
}

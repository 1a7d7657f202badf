package dev.tablecast.infrastructure.role;

import com.pulumi.aws.iam.Role;
import com.pulumi.aws.iam.RoleArgs;
import com.pulumi.aws.iam.RolePolicy;
import com.pulumi.aws.iam.RolePolicyArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.CustomResourceOptions;
import dev.tablecast.infrastructure.stack.Stack;
import java.util.List;
import java.util.stream.Stream;

/**
 * A role that one AWS service assumes for one resource, with least privilege.
 *
 * @param policy the role's policy, for which the resource waits: AWS refuses some resources whose
 *     role lacks a permission
 */
public record ServiceRole(Role role, RolePolicy policy) {

    public static ServiceRole create(
            String name,
            String service,
            List<Statement> statements,
            Stack stack,
            ComponentResource parent) {
        return create(
                name,
                service,
                statements,
                stack,
                CustomResourceOptions.builder().parent(parent).build());
    }

    public static ServiceRole create(
            String name,
            String service,
            List<Statement> statements,
            Stack stack,
            CustomResourceOptions options) {
        var settings =
                RoleArgs.builder()
                        .name(stack.names().inAccount(name))
                        .assumeRolePolicy(PolicyDocument.assumableBy(service, stack.account()))
                        .tags(stack.tags());
        stack.governance().permissionsBoundary().ifPresent(settings::permissionsBoundary);
        var role = new Role(stack.logical(name), settings.build(), options);
        var rights =
                RolePolicyArgs.builder()
                        .name(stack.of(name))
                        .role(role.name())
                        .policy(PolicyDocument.of(withKey(statements, stack)));
        var policy = new RolePolicy(stack.logical(name), rights.build(), options);
        return new ServiceRole(role, policy);
    }

    /** Adds the use of the stack's own key for roles that read or write encrypted data. */
    private static List<Statement> withKey(List<Statement> statements, Stack stack) {
        if (statements.stream().noneMatch(Statement::isAboutEncryptedData)) {
            return statements;
        }
        return Stream.concat(
                        statements.stream(),
                        stack.governance().kmsKeyArn().map(Output::of).stream()
                                .map(Statement::useOfKey))
                .toList();
    }

    public Output<String> arn() {
        return role.arn();
    }
}

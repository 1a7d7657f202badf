package dev.tablecast.infrastructure;

import com.pulumi.aws.iam.Role;
import com.pulumi.aws.iam.RoleArgs;
import com.pulumi.aws.iam.RolePolicy;
import com.pulumi.aws.iam.RolePolicyArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.CustomResourceOptions;
import java.util.List;

/**
 * A role that one AWS service takes on for one resource, with the least that it needs.
 *
 * @param policy what the resource has to wait for, since some are refused while their role can't do
 *     its work yet
 */
record ServiceRole(Role role, RolePolicy policy) {

    static ServiceRole create(
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

    static ServiceRole create(
            String name,
            String service,
            List<Statement> statements,
            Stack stack,
            CustomResourceOptions options) {
        var role =
                new Role(
                        name,
                        RoleArgs.builder()
                                .assumeRolePolicy(PolicyDocument.assumableBy(service))
                                .tags(stack.tags())
                                .build(),
                        options);
        var policy =
                new RolePolicy(
                        name,
                        RolePolicyArgs.builder()
                                .role(role.name())
                                .policy(PolicyDocument.of(statements))
                                .build(),
                        options);
        return new ServiceRole(role, policy);
    }

    Output<String> arn() {
        return role.arn();
    }
}

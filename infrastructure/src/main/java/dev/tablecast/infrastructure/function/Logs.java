package dev.tablecast.infrastructure.function;

import com.pulumi.aws.cloudwatch.LogGroup;
import com.pulumi.aws.cloudwatch.LogGroupArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.CustomResourceOptions;
import dev.tablecast.infrastructure.stack.Stack;

/** Log groups of our own making: one that a service makes by itself keeps its entries for ever. */
public final class Logs {
    private Logs() {}

    /** A group named {@code prefix} and then the stack's name for {@code resource}. */
    public static LogGroup group(
            String prefix, String resource, Stack stack, ComponentResource parent) {
        var group =
                LogGroupArgs.builder()
                        .name(prefix + stack.of(resource))
                        .retentionInDays(stack.logRetentionDays())
                        .tags(stack.tags());
        stack.governance().kmsKeyArn().ifPresent(group::kmsKeyId);
        return new LogGroup(
                stack.logical(resource),
                group.build(),
                CustomResourceOptions.builder().parent(parent).build());
    }

    /** The ARN of everything in a group, which is what its writers are allowed and pointed to. */
    public static Output<String> everythingIn(LogGroup group) {
        return group.arn().applyValue(arn -> arn + ":*");
    }
}

package dev.tablecast.infrastructure;

import com.pulumi.asset.FileArchive;
import com.pulumi.aws.lambda.Function;
import com.pulumi.aws.lambda.FunctionArgs;
import com.pulumi.aws.lambda.Permission;
import com.pulumi.aws.lambda.PermissionArgs;
import com.pulumi.aws.lambda.enums.Runtime;
import com.pulumi.aws.lambda.inputs.FunctionEnvironmentArgs;
import com.pulumi.aws.lambda.inputs.FunctionLoggingConfigArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** A function of the functions jar with its role and its log group. */
final class JavaFunction extends ComponentResource {
    private final Function function;
    private final ServiceRole role;

    JavaFunction(
            String name,
            FunctionSettings settings,
            Path jar,
            StackName stack,
            ComponentResource parent) {
        super(
                "tablecast:infrastructure:JavaFunction",
                name,
                ComponentResourceOptions.builder().parent(parent).build());
        var logs = Logs.group("/aws/lambda/", name, stack, this);
        var writeLogs =
                Statement.allow("logs:CreateLogStream", "logs:PutLogEvents")
                        .on(Logs.everythingIn(logs));
        var permissions =
                Stream.concat(Stream.of(writeLogs), settings.permissions().stream()).toList();
        role = ServiceRole.create(name, "lambda.amazonaws.com", permissions, stack, this);
        function =
                new Function(
                        name,
                        FunctionArgs.builder()
                                .description(settings.description())
                                .runtime(Runtime.Java21)
                                .architectures("arm64")
                                .handler(settings.handler())
                                .code(new FileArchive(jar.toString()))
                                .role(role.arn())
                                .memorySize(settings.memoryMegabytes())
                                .timeout(Math.toIntExact(settings.timeout().toSeconds()))
                                .environment(
                                        FunctionEnvironmentArgs.builder()
                                                .variables(settings.environment())
                                                .build())
                                .loggingConfig(
                                        FunctionLoggingConfigArgs.builder()
                                                .logFormat("Text")
                                                .logGroup(logs.name())
                                                .build())
                                .tags(stack.tags())
                                .build(),
                        CustomResourceOptions.builder()
                                .parent(this)
                                .dependsOn(role.policy())
                                .build());
        registerOutputs(Map.of("arn", function.arn()));
    }

    /**
     * What others invoke. Every caller asks here or in the two methods below, so that a version or
     * an alias in front of the function is a change to this class alone.
     */
    Output<String> invocableArn() {
        return function.arn();
    }

    /** What API Gateway invokes: {@link #invocableArn} wrapped in an address of its own. */
    Output<String> integrationUri() {
        return function.invokeArn();
    }

    /** Lets a service invoke this function on behalf of {@code source}, and of nothing else. */
    Permission permitInvocation(String service, Output<String> source) {
        return new Permission(
                "invoke-" + pulumiResourceName(),
                PermissionArgs.builder()
                        .action("lambda:InvokeFunction")
                        .function(function.name())
                        .principal(service)
                        .sourceArn(source)
                        .build(),
                CustomResourceOptions.builder().parent(this).build());
    }

    /**
     * What an event source mapping waits for: it is refused while the role can't read the stream.
     */
    Resource policy() {
        return role.policy();
    }
}

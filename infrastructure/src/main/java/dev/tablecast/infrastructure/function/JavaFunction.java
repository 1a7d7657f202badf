package dev.tablecast.infrastructure.function;

import com.pulumi.asset.FileArchive;
import com.pulumi.aws.iam.RolePolicy;
import com.pulumi.aws.iam.RolePolicyArgs;
import com.pulumi.aws.lambda.Alias;
import com.pulumi.aws.lambda.AliasArgs;
import com.pulumi.aws.lambda.Function;
import com.pulumi.aws.lambda.FunctionArgs;
import com.pulumi.aws.lambda.FunctionRecursionConfig;
import com.pulumi.aws.lambda.FunctionRecursionConfigArgs;
import com.pulumi.aws.lambda.Permission;
import com.pulumi.aws.lambda.PermissionArgs;
import com.pulumi.aws.lambda.enums.Runtime;
import com.pulumi.aws.lambda.inputs.FunctionEnvironmentArgs;
import com.pulumi.aws.lambda.inputs.FunctionLoggingConfigArgs;
import com.pulumi.aws.lambda.inputs.FunctionSnapStartArgs;
import com.pulumi.aws.lambda.inputs.FunctionTracingConfigArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import dev.tablecast.infrastructure.role.PolicyDocument;
import dev.tablecast.infrastructure.role.ServiceRole;
import dev.tablecast.infrastructure.role.Statement;
import dev.tablecast.infrastructure.stack.Names;
import dev.tablecast.infrastructure.stack.Stack;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A function of the functions jar with its role and its log group.
 *
 * <p>Every change of its code or its settings is published as a version, which starts from a
 * snapshot of an environment that is up already. The alias in front of it is all that others know:
 * they change from one version to the next at once, and back if someone points the alias there.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart.html">Improving startup
 *     performance with Lambda SnapStart</a>
 */
public final class JavaFunction extends ComponentResource {
    private static final String ALIAS = "live";

    private final String name;
    private final Stack stack;
    private final Function function;
    private final Alias alias;
    private final ServiceRole role;

    public JavaFunction(
            String name,
            FunctionSettings settings,
            Path jar,
            Stack stack,
            ComponentResource parent) {
        super(
                "tablecast:infrastructure:JavaFunction",
                stack.logical(name),
                ComponentResourceOptions.builder().parent(parent).build());
        this.name = name;
        this.stack = stack;
        if (name.length() > Names.LONGEST_RESOURCE) {
            throw new IllegalArgumentException(
                    "function %s: its name has %d characters; it takes %d at most"
                            .formatted(name, name.length(), Names.LONGEST_RESOURCE));
        }
        var logs = Logs.group("/aws/lambda/", name, stack, this);
        var writeLogs =
                Statement.allow("logs:CreateLogStream", "logs:PutLogEvents")
                        .on(Logs.everythingIn(logs));
        // Knows no narrower resource.
        var trace =
                Statement.allow("xray:PutTraceSegments", "xray:PutTelemetryRecords").onAnything();
        var permissions =
                Stream.concat(Stream.of(writeLogs, trace), settings.permissions().stream())
                        .toList();
        role = ServiceRole.create(name, "lambda.amazonaws.com", permissions, stack, this);
        var args =
                FunctionArgs.builder()
                        .name(stack.of(name))
                        .description(settings.description())
                        .runtime(Runtime.Java21)
                        .architectures(stack.architecture())
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
                        .tracingConfig(FunctionTracingConfigArgs.builder().mode("Active").build())
                        .publish(true)
                        .tags(stack.tags());
        if (stack.snapStart()) {
            args.snapStart(FunctionSnapStartArgs.builder().applyOn("PublishedVersions").build());
        }
        function =
                new Function(
                        stack.logical(name),
                        args.build(),
                        CustomResourceOptions.builder()
                                .parent(this)
                                .dependsOn(role.policy())
                                .build());
        alias =
                new Alias(
                        stack.logical(name),
                        AliasArgs.builder()
                                .name(ALIAS)
                                .description("The version that everything invokes.")
                                .functionName(function.name())
                                .functionVersion(function.version())
                                .build(),
                        CustomResourceOptions.builder().parent(this).build());
        registerOutputs(Map.of("arn", alias.arn()));
    }

    /** Returns what the function is called within the system. */
    public String role() {
        return name;
    }

    /** Returns the function's name in its metrics. */
    public Output<String> name() {
        return function.name();
    }

    /** Returns the ARN of the alias, which callers invoke and need permission for. */
    public Output<String> invocableArn() {
        return alias.arn();
    }

    /** Returns the URI that API Gateway invokes, which contains {@link #invocableArn}. */
    public Output<String> integrationUri() {
        return alias.invokeArn();
    }

    /**
     * Makes another alias of the same version. Its name is of Pulumi's making, and was never there
     * before; another description makes another alias, before this one is deleted.
     */
    public Alias alias(String name, Output<String> description) {
        return new Alias(
                stack.names().generation(name),
                AliasArgs.builder()
                        .description(description)
                        .functionName(function.name())
                        .functionVersion(function.version())
                        .build(),
                CustomResourceOptions.builder()
                        .parent(this)
                        .replaceOnChanges("description")
                        .build());
    }

    /** Allows the function something that could only be named once it was there, as itself. */
    public RolePolicy permit(String name, Statement statement) {
        var policy =
                RolePolicyArgs.builder()
                        .name(stack.of(name))
                        .role(role.role().name())
                        .policy(PolicyDocument.of(List.of(statement)));
        return new RolePolicy(
                stack.logical(name),
                policy.build(),
                CustomResourceOptions.builder().parent(this).build());
    }

    /**
     * Keeps Lambda from stopping this function, which it would after 16 turns of its own; empty
     * where the Region has no such setting.
     */
    public Optional<FunctionRecursionConfig> allowToInvokeItself() {
        if (!stack.features().recursionConfig()) {
            return Optional.empty();
        }
        return Optional.of(
                new FunctionRecursionConfig(
                        stack.logical(name),
                        FunctionRecursionConfigArgs.builder()
                                .functionName(function.name())
                                .recursiveLoop("Allow")
                                .build(),
                        CustomResourceOptions.builder().parent(this).build()));
    }

    /**
     * Lets a service invoke the alias on behalf of {@code source}, and of nothing else.
     *
     * @param name of what invokes it
     */
    public Permission permitInvocation(String name, String service, Output<String> source) {
        return new Permission(
                stack.logical("invoke-" + name),
                PermissionArgs.builder()
                        .action("lambda:InvokeFunction")
                        .function(function.name())
                        .qualifier(alias.name())
                        .principal(service)
                        .sourceArn(source)
                        .build(),
                CustomResourceOptions.builder().parent(this).build());
    }

    /**
     * Returns the role's policy, for which an event source mapping waits: AWS refuses it while the
     * role can't read the stream.
     */
    public Resource policy() {
        return role.policy();
    }
}

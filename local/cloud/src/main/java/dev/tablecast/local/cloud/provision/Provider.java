package dev.tablecast.local.cloud.provision;

import com.pulumi.test.Mocks;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/**
 * A Pulumi provider that creates resources on this machine.
 *
 * <p>It refuses unknown types of AWS resources by name, so that mistakes in the program and missing
 * features of the local cloud show here and not in production.
 */
public final class Provider implements Mocks {
    /**
     * Types without an effect on this machine, which has one user, logs to the console, and has no
     * metrics.
     */
    private static final Set<String> INERT =
            Set.of(
                    "aws:iam/role:Role",
                    "aws:iam/rolePolicy:RolePolicy",
                    "aws:cloudwatch/logGroup:LogGroup",
                    "aws:cloudwatch/metricAlarm:MetricAlarm",
                    "aws:cloudwatch/dashboard:Dashboard",
                    "aws:lambda/permission:Permission",
                    "aws:apigateway/account:Account",
                    "aws:apigatewayv2/deployment:Deployment");

    /** The program's project and stack on this machine. */
    public static final String PROJECT = "tablecast";

    public static final String STACK = "local";

    /**
     * A name that the program makes for AWS: project, stack, logical name and an optional
     * fingerprint.
     */
    private static final String MADE_FOR_AWS = PROJECT + "-" + STACK + "-%s(-[0-9a-f]{8})?";

    private final Map<String, ResourceType> types;
    private final List<Provisioned> provisioned = new CopyOnWriteArrayList<>();

    public Provider(
            Tables tables,
            FunctionResources functions,
            WebSocketApis apis,
            StateMachines stateMachines,
            Queues queues,
            EventSourceMappings mappings,
            Schedules schedules) {
        types =
                Map.ofEntries(
                        Map.entry("aws:dynamodb/table:Table", tables),
                        Map.entry("aws:lambda/function:Function", functions),
                        Map.entry("aws:lambda/alias:Alias", functions::alias),
                        Map.entry(
                                "aws:lambda/functionRecursionConfig:FunctionRecursionConfig",
                                functions::recursion),
                        Map.entry("aws:apigatewayv2/api:Api", apis::api),
                        Map.entry("aws:apigatewayv2/integration:Integration", apis::integration),
                        Map.entry(
                                "aws:apigatewayv2/integrationResponse:IntegrationResponse",
                                apis::integrationResponse),
                        Map.entry("aws:apigatewayv2/authorizer:Authorizer", apis::authorizer),
                        Map.entry("aws:apigatewayv2/route:Route", apis::route),
                        Map.entry(
                                "aws:apigatewayv2/routeResponse:RouteResponse",
                                apis::routeResponse),
                        Map.entry("aws:apigatewayv2/stage:Stage", apis::stage),
                        Map.entry("aws:sfn/stateMachine:StateMachine", stateMachines),
                        Map.entry("aws:sqs/queue:Queue", queues),
                        Map.entry("aws:scheduler/schedule:Schedule", schedules),
                        Map.entry("aws:lambda/eventSourceMapping:EventSourceMapping", mappings));
    }

    @Override
    public CompletableFuture<ResourceResult> newResourceAsync(ResourceArgs args) {
        var resource = new Resource(args.type, args.name, localNames(args));
        Map<String, Object> outputs = outputs(resource);
        boolean isOnlyRead = args.id != null && !args.id.isEmpty();
        if (!isOnlyRead) {
            provisioned.add(new Provisioned(resource, outputs));
        }
        return CompletableFuture.completedFuture(
                ResourceResult.of(Optional.of(resource.name()), outputs));
    }

    @Override
    public CompletableFuture<Map<String, Object>> callAsync(CallArgs args) {
        return CompletableFuture.completedFuture(Lookups.answer(args.token));
    }

    /** Returns the registered resources and components in order of registration. */
    public List<Resource> resources() {
        return provisioned.stream().map(Provisioned::resource).toList();
    }

    /** Returns the registered resources with their outputs. */
    public List<Provisioned> provisioned() {
        return List.copyOf(provisioned);
    }

    /**
     * Returns the inputs without the name that the program makes for AWS, where one account has
     * many stacks. Here the logical name is the name.
     */
    private static Map<String, Object> localNames(ResourceArgs args) {
        var inputs = new LinkedHashMap<String, Object>(args.inputs);
        if (inputs.get("name") instanceof String name
                && name.matches(MADE_FOR_AWS.formatted(Pattern.quote(args.name)))) {
            inputs.remove("name");
        }
        return inputs;
    }

    private Map<String, Object> outputs(Resource resource) {
        ResourceType type = types.get(resource.type());
        if (type != null) {
            return type.provision(resource);
        }
        if (INERT.contains(resource.type())) {
            return inert(resource);
        }
        if (resource.type().startsWith("aws:")) {
            throw new UnsupportedResourceException(
                    "%s \"%s\": the local cloud doesn't support this type of resource"
                            .formatted(resource.type(), resource.name()));
        }
        return resource.outputs();
    }

    private static Map<String, Object> inert(Resource resource) {
        String name = resource.optionalText("name").orElse(resource.name());
        return switch (resource.type()) {
            case "aws:iam/role:Role" -> resource.outputs("name", name, "arn", Arns.role(name));
            case "aws:cloudwatch/logGroup:LogGroup" ->
                    resource.outputs("name", name, "arn", Arns.arn("logs", "log-group:" + name));
            case "aws:cloudwatch/metricAlarm:MetricAlarm" ->
                    resource.outputs("name", name, "arn", Arns.arn("cloudwatch", "alarm:" + name));
            default -> resource.outputs();
        };
    }
}

package dev.tablecast.infrastructure.graph.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tablecast.infrastructure.graph.ResourceGraph;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The permissions for {@code pulumi up} and {@code pulumi destroy}: for each resource type of a
 * graph the calls by which the provider creates, reads, updates and deletes it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html">Actions,
 *     resources, and condition keys for AWS services</a>
 */
final class DeployerPermissions {
    /** The character limit of a managed policy, without white space. */
    static final int LONGEST_POLICY = 6_144;

    private static final String ANY = "*";
    private static final String TABLES = "arn:aws:dynamodb:*:*:table/tablecast-*";
    private static final String FUNCTIONS = "arn:aws:lambda:*:*:function:tablecast-*";
    private static final String ROLES = "arn:aws:iam::*:role/tablecast-*";
    private static final String STATE_MACHINES = "arn:aws:states:*:*:stateMachine:tablecast-*";
    private static final String LOG_GROUPS = "arn:aws:logs:*:*:log-group:/aws/*/tablecast-*";
    private static final String KEYS = "arn:aws:kms:*:*:key/*";
    private static final List<Needed> API =
            List.of(
                    new Needed(
                            "arn:aws:apigateway:*::/apis*",
                            "apigateway",
                            "DELETE",
                            "GET",
                            "PATCH",
                            "POST",
                            "PUT"),
                    new Needed(
                            "arn:aws:apigateway:*::/tags/*",
                            "apigateway",
                            "DELETE",
                            "GET",
                            "POST",
                            "PUT"));

    /** The permissions by resource type, each with the provider's own calls and those of tags. */
    private static final Map<String, List<Needed>> BY_TYPE = new TreeMap<>();

    static {
        BY_TYPE.put(
                "aws:dynamodb/table:Table",
                List.of(
                        new Needed(
                                TABLES,
                                "dynamodb",
                                "CreateTable",
                                "DeleteTable",
                                "DescribeContinuousBackups",
                                "DescribeTable",
                                "DescribeTimeToLive",
                                "ListTagsOfResource",
                                "TagResource",
                                "UntagResource",
                                "UpdateContinuousBackups",
                                "UpdateTable",
                                "UpdateTimeToLive"),
                        // The provider looks for AWS's own key of an encrypted table.
                        new Needed(KEYS, "kms", "DescribeKey")));
        BY_TYPE.put(
                "aws:lambda/function:Function",
                List.of(
                        new Needed(
                                FUNCTIONS,
                                "lambda",
                                "CreateFunction",
                                "DeleteFunction",
                                "GetFunction",
                                "GetFunctionCodeSigningConfig",
                                "GetFunctionConfiguration",
                                "ListTags",
                                "ListVersionsByFunction",
                                "PublishVersion",
                                "TagResource",
                                "UntagResource",
                                "UpdateFunctionCode",
                                "UpdateFunctionConfiguration")));
        BY_TYPE.put(
                "aws:lambda/alias:Alias",
                List.of(
                        new Needed(
                                FUNCTIONS,
                                "lambda",
                                "CreateAlias",
                                "DeleteAlias",
                                "GetAlias",
                                "UpdateAlias")));
        BY_TYPE.put(
                "aws:lambda/functionRecursionConfig:FunctionRecursionConfig",
                List.of(
                        new Needed(
                                FUNCTIONS,
                                "lambda",
                                "GetFunctionRecursionConfig",
                                "PutFunctionRecursionConfig")));
        BY_TYPE.put(
                "aws:lambda/permission:Permission",
                List.of(
                        new Needed(
                                FUNCTIONS,
                                "lambda",
                                "AddPermission",
                                "GetPolicy",
                                "RemovePermission")));
        BY_TYPE.put(
                "aws:lambda/eventSourceMapping:EventSourceMapping",
                List.of(
                        new Needed(
                                ANY,
                                "lambda",
                                "CreateEventSourceMapping",
                                "DeleteEventSourceMapping",
                                "GetEventSourceMapping",
                                "ListTags",
                                "TagResource",
                                "UntagResource",
                                "UpdateEventSourceMapping")));
        BY_TYPE.put(
                "aws:iam/role:Role",
                List.of(
                        new Needed(
                                ROLES,
                                "iam",
                                "CreateRole",
                                "DeleteRole",
                                "GetRole",
                                "ListAttachedRolePolicies",
                                "ListInstanceProfilesForRole",
                                "ListRolePolicies",
                                // To hand a role to the function, the workflow or the schedule.
                                "PassRole",
                                "TagRole",
                                "UntagRole",
                                "UpdateAssumeRolePolicy",
                                "UpdateRole")));
        BY_TYPE.put(
                "aws:iam/rolePolicy:RolePolicy",
                List.of(
                        new Needed(
                                ROLES,
                                "iam",
                                "DeleteRolePolicy",
                                "GetRolePolicy",
                                "PutRolePolicy")));
        BY_TYPE.put(
                "aws:cloudwatch/logGroup:LogGroup",
                List.of(
                        new Needed(
                                LOG_GROUPS,
                                "logs",
                                "CreateLogGroup",
                                "DeleteLogGroup",
                                "DeleteRetentionPolicy",
                                "ListTagsForResource",
                                "PutRetentionPolicy",
                                "TagResource",
                                "UntagResource"),
                        new Needed(ANY, "logs", "DescribeLogGroups")));
        BY_TYPE.put(
                "aws:cloudwatch/metricAlarm:MetricAlarm",
                List.of(
                        new Needed(
                                "arn:aws:cloudwatch:*:*:alarm:tablecast-*",
                                "cloudwatch",
                                "DeleteAlarms",
                                "DescribeAlarms",
                                "ListTagsForResource",
                                "PutMetricAlarm",
                                "TagResource",
                                "UntagResource")));
        BY_TYPE.put(
                "aws:cloudwatch/dashboard:Dashboard",
                List.of(
                        new Needed(
                                "arn:aws:cloudwatch::*:dashboard/tablecast-*",
                                "cloudwatch",
                                "DeleteDashboards",
                                "GetDashboard",
                                "PutDashboard")));
        BY_TYPE.put(
                "aws:sfn/stateMachine:StateMachine",
                List.of(
                        new Needed(
                                STATE_MACHINES,
                                "states",
                                "CreateStateMachine",
                                "DeleteStateMachine",
                                "DescribeStateMachine",
                                "ListStateMachineVersions",
                                "ListTagsForResource",
                                "TagResource",
                                "UntagResource",
                                "UpdateStateMachine"),
                        new Needed(ANY, "states", "ValidateStateMachineDefinition")));
        BY_TYPE.put(
                "aws:scheduler/schedule:Schedule",
                List.of(
                        new Needed(
                                "arn:aws:scheduler:*:*:schedule/default/tablecast-*",
                                "scheduler",
                                "CreateSchedule",
                                "DeleteSchedule",
                                "GetSchedule",
                                "UpdateSchedule")));
        BY_TYPE.put(
                "aws:sqs/queue:Queue",
                List.of(
                        new Needed(
                                "arn:aws:sqs:*:*:tablecast-*",
                                "sqs",
                                "CreateQueue",
                                "DeleteQueue",
                                "GetQueueAttributes",
                                "ListQueueTags",
                                "SetQueueAttributes",
                                "TagQueue",
                                "UntagQueue")));
        for (String type :
                List.of(
                        "api:Api",
                        "apiMapping:ApiMapping",
                        "authorizer:Authorizer",
                        "deployment:Deployment",
                        "integration:Integration",
                        "integrationResponse:IntegrationResponse",
                        "route:Route",
                        "routeResponse:RouteResponse",
                        "stage:Stage")) {
            BY_TYPE.put("aws:apigatewayv2/" + type, API);
        }
        BY_TYPE.put(
                "aws:apigatewayv2/domainName:DomainName",
                List.of(
                        new Needed(
                                "arn:aws:apigateway:*::/domainnames*",
                                "apigateway",
                                "DELETE",
                                "GET",
                                "PATCH",
                                "POST",
                                "PUT")));
        BY_TYPE.put(
                "aws:apigateway/account:Account",
                List.of(
                        new Needed(
                                "arn:aws:apigateway:*::/account", "apigateway", "GET", "PATCH")));
    }

    /** Those of inputs that not every stack has, by the type and the input. */
    private static final Map<String, List<Needed>> BY_INPUT =
            Map.of(
                    "aws:iam/role:Role permissionsBoundary",
                    List.of(
                            new Needed(
                                    ROLES,
                                    "iam",
                                    "DeleteRolePermissionsBoundary",
                                    "PutRolePermissionsBoundary")),
                    "aws:cloudwatch/logGroup:LogGroup kmsKeyId",
                    List.of(
                            new Needed(LOG_GROUPS, "logs", "AssociateKmsKey", "DisassociateKmsKey"),
                            // DynamoDB and SQS use the key for whoever makes a table or a queue.
                            new Needed(
                                    KEYS,
                                    "kms",
                                    "CreateGrant",
                                    "Decrypt",
                                    "DescribeKey",
                                    "Encrypt",
                                    "GenerateDataKey",
                                    "ReEncryptFrom",
                                    "ReEncryptTo")));

    /** Those of what the program looks up, which is no resource of a graph. */
    private static final List<Needed> LOOKUPS =
            List.of(
                    new Needed(
                            "arn:aws:dynamodb:*:*:table/*",
                            "dynamodb",
                            "DescribeContinuousBackups",
                            "DescribeTable",
                            "DescribeTimeToLive",
                            "ListTagsOfResource"));

    private DeployerPermissions() {}

    /** Some actions of a service on a resource. */
    private record Needed(String resource, String service, List<String> actions) {
        Needed(String resource, String service, String... actions) {
            this(resource, service, List.of(actions));
        }
    }

    /** The types that nobody has thought about. */
    static List<String> unknown(Collection<ResourceGraph> graphs) {
        return types(graphs).stream().filter(type -> !BY_TYPE.containsKey(type)).toList();
    }

    private static TreeSet<String> types(Collection<ResourceGraph> graphs) {
        var types = new TreeSet<String>();
        graphs.forEach(graph -> graph.custom().forEach(resource -> types.add(resource.type())));
        return types;
    }

    /** A policy for whoever deploys stacks such as these, a statement for each kind of resource. */
    static String policy(Collection<ResourceGraph> graphs) {
        var actions = new TreeMap<String, TreeSet<String>>();
        var all = new ArrayList<>(LOOKUPS);
        for (String type : types(graphs)) {
            all.addAll(Optional.ofNullable(BY_TYPE.get(type)).orElse(List.of()));
        }
        BY_INPUT.forEach(
                (input, needed) -> {
                    if (graphs.stream().anyMatch(graph -> has(graph, input))) {
                        all.addAll(needed);
                    }
                });
        for (Needed needed : all) {
            var some = actions.computeIfAbsent(needed.resource(), any -> new TreeSet<>());
            needed.actions().forEach(action -> some.add(needed.service() + ":" + action));
        }
        var statements = new ArrayList<Map<String, Object>>();
        actions.forEach(
                (resource, allowed) -> {
                    var statement = new LinkedHashMap<String, Object>();
                    statement.put("Effect", "Allow");
                    statement.put("Action", allowed);
                    statement.put("Resource", resource);
                    statements.add(statement);
                });
        var document = new LinkedHashMap<String, Object>();
        document.put("Version", "2012-10-17");
        document.put("Statement", statements);
        return json(document);
    }

    private static boolean has(ResourceGraph graph, String typeAndInput) {
        return graph.custom().stream()
                .anyMatch(
                        resource ->
                                resource.inputs().keySet().stream()
                                        .anyMatch(
                                                input ->
                                                        typeAndInput.equals(
                                                                resource.type() + " " + input)));
    }

    private static String json(Map<String, Object> document) {
        try {
            return JsonMapper.builder()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .build()
                    .writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("strings are always JSON", e);
        }
    }
}

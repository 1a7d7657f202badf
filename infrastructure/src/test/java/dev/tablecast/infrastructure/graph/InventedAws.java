package dev.tablecast.infrastructure.graph;

import dev.tablecast.infrastructure.account.Account;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A provider that answers as AWS would: with names made like Pulumi's, and ARNs, ids and addresses
 * of their real form, each with a part that no other resource has.
 *
 * <p>A type that it doesn't know is an error, because whatever it answered would be checked in the
 * inputs of others.
 */
public final class InventedAws {
    /** Not that of the examples, whose ARNs are chosen and not invented. */
    public static final String ACCOUNT = "210987654321";

    private final Account account;

    public InventedAws(Account account) {
        this.account = account;
    }

    /** The account of a stack in this Region. */
    public static Account account(String region) {
        String partition =
                region.startsWith("us-gov-")
                        ? "aws-us-gov"
                        : region.startsWith("cn-") ? "aws-cn" : "aws";
        return new Account(partition, region, ACCOUNT);
    }

    private String domain() {
        return account.partition().equals("aws-cn") ? "amazonaws.com.cn" : "amazonaws.com";
    }

    /**
     * Returns the outputs of a created resource: its inputs, its name and the properties that AWS
     * adds.
     */
    public Map<String, Object> outputs(
            String type, String logicalName, Map<String, Object> inputs) {
        var outputs = new HashMap<>(inputs);
        if (type.startsWith("aws:")) {
            var resource = new Asked(type, logicalName, inputs);
            String name = resource.text("name").orElseGet(resource::suffixed);
            outputs.put("name", name);
            outputs.put("id", name);
            outputs.putAll(computed(resource, name));
        }
        return outputs;
    }

    private record Asked(String type, String logicalName, Map<String, Object> inputs) {
        Optional<String> text(String input) {
            return inputs.get(input) instanceof String text ? Optional.of(text) : Optional.empty();
        }

        /** Returns the name that Pulumi makes where the program says none. */
        String suffixed() {
            return logicalName + "-" + hex("name", 7);
        }

        /** Returns the version of a function that was changed a few times. */
        String version() {
            return Long.toString(1000 + Long.parseLong(hex("version", 7), 16) % 9000);
        }

        /** Digits that are always the same for this resource, and others for another. */
        String hex(String purpose, int digits) {
            long hash = 1125899906842597L;
            for (char c : String.join(" ", type, logicalName, purpose).toCharArray()) {
                hash = 31 * hash + c;
            }
            return String.format(Locale.ROOT, "%016x", hash * 0x9E3779B97F4A7C15L)
                    .substring(0, digits);
        }
    }

    private Map<String, String> computed(Asked resource, String name) {
        String id = resource.hex("id", 10);
        return switch (resource.type()) {
            case "aws:dynamodb/table:Table" -> {
                String arn = arn("dynamodb", "table/" + name);
                yield Map.of("arn", arn, "streamArn", arn + "/stream/2026-11-22T19:49:00.000");
            }
            case "aws:lambda/function:Function" ->
                    invocable(arn("lambda", "function:" + name), resource.version());
            case "aws:lambda/alias:Alias" ->
                    invocable(
                            arn("lambda", "function:" + resource.text("functionName").orElseThrow())
                                    + ":"
                                    + name,
                            resource.version());
            case "aws:lambda/eventSourceMapping:EventSourceMapping" -> {
                String uuid =
                        "%s-%s-4%s-8%s-%s"
                                .formatted(
                                        resource.hex("uuid", 8),
                                        resource.hex("uuid 2", 4),
                                        resource.hex("uuid 3", 3),
                                        resource.hex("uuid 4", 3),
                                        resource.hex("uuid 5", 12));
                yield Map.of("id", uuid, "uuid", uuid);
            }
            case "aws:lambda/functionRecursionConfig:FunctionRecursionConfig" ->
                    Map.of("id", resource.text("functionName").orElseThrow());
            case "aws:lambda/permission:Permission",
                    "aws:apigatewayv2/routeResponse:RouteResponse" ->
                    Map.of("id", id);
            case "aws:iam/role:Role" -> Map.of("arn", global("iam", "role/" + name));
            case "aws:iam/rolePolicy:RolePolicy" ->
                    Map.of("id", resource.inputs().get("role") + ":" + name);
            case "aws:cloudwatch/logGroup:LogGroup" ->
                    Map.of("arn", arn("logs", "log-group:" + name));
            case "aws:cloudwatch/metricAlarm:MetricAlarm" ->
                    Map.of("arn", arn("cloudwatch", "alarm:" + name));
            case "aws:cloudwatch/dashboard:Dashboard" ->
                    Map.of(
                            "dashboardArn",
                            global(
                                    "cloudwatch",
                                    "dashboard/" + resource.inputs().get("dashboardName")));
            case "aws:sns/topic:Topic" -> {
                String arn = arn("sns", name);
                yield Map.of("arn", arn, "id", arn);
            }
            case "aws:scheduler/schedule:Schedule" ->
                    Map.of(
                            "arn",
                            arn("scheduler", "schedule/default/" + name),
                            "id",
                            "default/" + name);
            case "aws:sqs/queue:Queue" -> {
                String url =
                        "https://sqs.%s.%s/%s/%s"
                                .formatted(account.region(), domain(), ACCOUNT, name);
                yield Map.of("arn", arn("sqs", name), "url", url, "id", url);
            }
            case "aws:sfn/stateMachine:StateMachine" -> {
                String arn = arn("states", "stateMachine:" + name);
                yield Map.of("arn", arn, "id", arn);
            }
            case "aws:apigatewayv2/api:Api" ->
                    Map.of(
                            "id", id,
                            "arn", apiGateway(":/apis/" + id),
                            "executionArn", arn("execute-api", id),
                            "apiEndpoint", endpoint(id));
            case "aws:apigatewayv2/stage:Stage" -> stage(resource, name);
            case "aws:apigatewayv2/authorizer:Authorizer",
                    "aws:apigatewayv2/apiMapping:ApiMapping",
                    "aws:apigatewayv2/deployment:Deployment",
                    "aws:apigatewayv2/integration:Integration",
                    "aws:apigatewayv2/integrationResponse:IntegrationResponse",
                    "aws:apigatewayv2/route:Route" ->
                    Map.of("id", id);
            // This account has a role for API Gateway's logs.
            case "aws:apigateway/account:Account" ->
                    Map.of(
                            "id",
                            "api-gateway-account",
                            "cloudwatchRoleArn",
                            global("iam", "role/of-someone-else"));
            case "aws:apigatewayv2/domainName:DomainName" ->
                    Map.of(
                            "id", resource.text("domainName").orElseThrow(),
                            "arn",
                                    apiGateway(
                                            ":/domainnames/"
                                                    + resource.text("domainName").orElseThrow()));
            default ->
                    throw new IllegalArgumentException(
                            "%s \"%s\": InventedAws doesn't know what AWS answers for this type"
                                    .formatted(resource.type(), resource.logicalName()));
        };
    }

    private Map<String, String> stage(Asked resource, String name) {
        Object api = resource.inputs().get("apiId");
        return Map.of(
                "id",
                name,
                "arn",
                apiGateway(":/apis/%s/stages/%s".formatted(api, name)),
                "executionArn",
                arn("execute-api", api + "/" + name),
                "invokeUrl",
                endpoint(api) + "/" + name);
    }

    private Map<String, String> invocable(String arn, String version) {
        return Map.of(
                "arn",
                arn,
                "version",
                version,
                "invokeArn",
                apiGateway("lambda:path/2015-03-31/functions/%s/invocations".formatted(arn)));
    }

    private String arn(String service, String resource) {
        return "arn:%s:%s:%s:%s:%s"
                .formatted(account.partition(), service, account.region(), ACCOUNT, resource);
    }

    private String global(String service, String resource) {
        return "arn:%s:%s::%s:%s".formatted(account.partition(), service, ACCOUNT, resource);
    }

    private String apiGateway(String resource) {
        return "arn:%s:apigateway:%s:%s".formatted(account.partition(), account.region(), resource);
    }

    private String endpoint(Object api) {
        return "wss://%s.execute-api.%s.%s".formatted(api, account.region(), domain());
    }
}

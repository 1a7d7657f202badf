package dev.tablecast.infrastructure.websocket;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.pulumi.aws.apigateway.Account;
import com.pulumi.aws.apigateway.AccountArgs;
import com.pulumi.aws.apigatewayv2.inputs.StageAccessLogSettingsArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import dev.tablecast.infrastructure.configuration.setting.SettingNames;
import dev.tablecast.infrastructure.function.Logs;
import dev.tablecast.infrastructure.role.ServiceRole;
import dev.tablecast.infrastructure.role.Statement;
import dev.tablecast.infrastructure.stack.Stack;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The log of client requests that API Gateway writes.
 *
 * @param settings the stage's log settings
 * @param waitFor resources that must exist before AWS accepts a stage with these settings
 */
record RequestLog(Output<StageAccessLogSettingsArgs> settings, List<Resource> waitFor) {
    private static final String NAME = "websocket";
    private static final String ROLE = "api-gateway-logs";

    /** The name by which the provider knows the settings of an account in a Region. */
    private static final String ACCOUNT = "api-gateway-account";

    private static final String WITHOUT_ROLE =
            "API Gateway has no role for its logs in this account and Region, so requests aren't"
                    + " logged. For one stack of the account, set %s to create; or set %s to"
                    + " false.";

    RequestLog {
        waitFor = List.copyOf(waitFor);
    }

    /** Writes with the role that API Gateway has in this account and Region. */
    static RequestLog withExistingRole(Stack stack, ComponentResource parent) {
        return new RequestLog(Output.of(settings(stack, parent)), List.of());
    }

    /** Writes if API Gateway has that role; the provider reads whether it does. */
    static RequestLog ifThereIsARole(
            ApiGatewayAccounts accounts,
            SettingNames settingNames,
            Consumer<String> warnings,
            Stack stack,
            ComponentResource parent) {
        var made = accounts.find(stack.account());
        if (made.isPresent()) {
            return new RequestLog(Output.of(settings(stack, parent)), List.of(made.get()));
        }
        var account =
                Account.get(
                        stack.logical(ACCOUNT),
                        Output.of(ACCOUNT),
                        null,
                        CustomResourceOptions.builder().parent(parent).build());
        var settings = settings(stack, parent);
        return new RequestLog(
                account.cloudwatchRoleArn()
                        .applyValue(
                                role -> {
                                    if (role != null && !role.isEmpty()) {
                                        return settings;
                                    }
                                    warnings.accept(
                                            WITHOUT_ROLE.formatted(
                                                    settingNames.of("apiGatewayLogRole"),
                                                    settingNames.of("accessLog")));
                                    return null;
                                }),
                List.of());
    }

    private static StageAccessLogSettingsArgs settings(Stack stack, ComponentResource parent) {
        return StageAccessLogSettingsArgs.builder()
                .destinationArn(Logs.group("/aws/apigateway/", NAME, stack, parent).arn())
                .format(format())
                .build();
    }

    /** Gives API Gateway that role, for every API of the account, and leaves it there. */
    static RequestLog withNewRole(
            ApiGatewayAccounts accounts, Stack stack, ComponentResource parent) {
        var account = accounts.findOrMake(stack.account(), () -> newRole(stack, parent));
        return new RequestLog(Output.of(settings(stack, parent)), List.of(account));
    }

    private static Resource newRole(Stack stack, ComponentResource parent) {
        var kept = CustomResourceOptions.builder().parent(parent).retainOnDelete(true).build();
        var role =
                ServiceRole.create(
                        ROLE,
                        "apigateway.amazonaws.com",
                        List.of(
                                // The logs of every API, each of which has a group of its own.
                                Statement.allow(
                                                "logs:CreateLogGroup",
                                                "logs:CreateLogStream",
                                                "logs:DescribeLogGroups",
                                                "logs:DescribeLogStreams",
                                                "logs:PutLogEvents",
                                                "logs:GetLogEvents",
                                                "logs:FilterLogEvents")
                                        .onAnything()),
                        stack,
                        kept);
        return new Account(
                stack.logical(ROLE),
                AccountArgs.builder().cloudwatchRoleArn(role.arn()).build(),
                CustomResourceOptions.builder()
                        .parent(parent)
                        .dependsOn(role.policy())
                        .retainOnDelete(true)
                        .build());
    }

    /**
     * A line of JSON. Headers and the query string, where tokens are, have no place in it.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-logging.html">Configure
     *     logging for WebSocket APIs</a>
     */
    private static String format() {
        var line = new LinkedHashMap<String, String>();
        line.put("time", "$context.requestTime");
        line.put("requestId", "$context.requestId");
        line.put("event", "$context.eventType");
        line.put("route", "$context.routeKey");
        line.put("status", "$context.status");
        line.put("connectionId", "$context.connectionId");
        line.put("connectedAt", "$context.connectedAt");
        line.put("sourceIp", "$context.identity.sourceIp");
        line.put("error", "$context.error.message");
        line.put("authorizerStatus", "$context.authorizer.status");
        line.put("authorizerError", "$context.authorizer.error");
        line.put("functionStatus", "$context.integration.status");
        line.put("functionError", "$context.integrationErrorMessage");
        line.put("functionLatency", "$context.integrationLatency");
        return json(line);
    }

    private static String json(Map<String, String> line) {
        try {
            return new JsonMapper().writeValueAsString(line);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("strings are always JSON", e);
        }
    }
}

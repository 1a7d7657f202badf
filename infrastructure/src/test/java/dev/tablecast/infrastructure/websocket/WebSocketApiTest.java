package dev.tablecast.infrastructure.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tablecast.infrastructure.ProvisionedStack;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebSocketApiTest {
    private final ProvisionedStack stack = ProvisionedStack.byDefault();

    @Test
    void aMessageNamesItsRouteInItsAction() {
        assertThat(stack.inputs("Api", "websocket"))
                .containsEntry("protocolType", "WEBSOCKET")
                .containsEntry("routeSelectionExpression", "$request.body.action");
    }

    @ParameterizedTest
    @ValueSource(strings = {"connect", "disconnect"})
    void aLambdaRouteInvokesItsFunctionWhichNothingElseMay(String name) {
        assertThat(stack.inputs("Route", name))
                .containsEntry("apiId", "websocket-id")
                .containsEntry("routeKey", "$" + name)
                .containsEntry("authorizationType", "NONE")
                .containsEntry("target", "integrations/" + name + "-id");
        assertThat(stack.inputs("Integration", name))
                .containsEntry("integrationType", "AWS_PROXY")
                .containsEntry(
                        "integrationUri",
                        "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/"
                                + "arn:aws:lambda:us-east-1:123456789012:function:"
                                + name
                                + ":live/invocations");
        assertThat(stack.inputs("Permission", "invoke-" + name))
                .isEqualTo(
                        Map.of(
                                "action",
                                "lambda:InvokeFunction",
                                "function",
                                name,
                                "qualifier",
                                "live",
                                "principal",
                                "apigateway.amazonaws.com",
                                "sourceArn",
                                "arn:aws:execute-api:us-east-1:123456789012:websocket-id/*/$"
                                        + name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"subscribe", "unsubscribe"})
    void aMessageThatSubscribesGoesToAFunctionWhoseAnswerTheClientDoesNotSee(String action) {
        assertThat(stack.inputs("Route", action))
                .containsEntry("routeKey", action)
                .containsEntry("authorizationType", "NONE")
                .containsEntry("target", "integrations/" + action + "-id")
                .doesNotContainKey("routeResponseSelectionExpression");
        assertThat(stack.inputs("Integration", action))
                .containsEntry("integrationType", "AWS_PROXY")
                .containsEntry(
                        "integrationUri",
                        "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/"
                                + "arn:aws:lambda:us-east-1:123456789012:function:subscribe:live"
                                + "/invocations");
        assertThat(stack.inputs("Permission", "invoke-" + action))
                .containsEntry("function", "subscribe")
                .containsEntry("qualifier", "live")
                .containsEntry(
                        "sourceArn",
                        "arn:aws:execute-api:us-east-1:123456789012:websocket-id/*/" + action);
        assertThat(stack.resources())
                .filteredOn(resource -> resource.type().endsWith(":RouteResponse"))
                .extracting(ProvisionedStack.Registered::name)
                .containsExactly("ping");
    }

    @Test
    void iamIsAskedForWhereAConnectionOpensAndNowhereElse() {
        var iam = ProvisionedStack.with("auth", "iam");

        assertThat(iam.inputs("Route", "connect")).containsEntry("authorizationType", "AWS_IAM");
        assertThat(iam.inputs("Route", "disconnect")).containsEntry("authorizationType", "NONE");
        assertThat(iam.inputs("Route", "ping")).containsEntry("authorizationType", "NONE");
    }

    @Test
    void aTokenIsAskedForWhereAConnectionOpensAndNowhereElse() {
        var jwt = ProvisionedStack.withTokens();

        assertThat(jwt.inputs("Route", "connect"))
                .containsEntry("authorizationType", "CUSTOM")
                .containsEntry("authorizerId", "authorize-id");
        assertThat(jwt.inputs("Route", "disconnect"))
                .containsEntry("authorizationType", "NONE")
                .doesNotContainKey("authorizerId");
        assertThat(jwt.inputs("Route", "ping"))
                .containsEntry("authorizationType", "NONE")
                .doesNotContainKey("authorizerId");
    }

    @Test
    void theAuthorizerIsAskedWhicheverHeaderHasTheTokenAndEveryTime() {
        assertThat(ProvisionedStack.withTokens().inputs("Authorizer", "authorize"))
                .isEqualTo(
                        Map.of(
                                "name",
                                "tablecast-dev-authorize",
                                "apiId",
                                "websocket-id",
                                "authorizerType",
                                "REQUEST",
                                "authorizerUri",
                                "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:authorize:live/invocations"));
    }

    @Test
    void onlyTheAuthorizerInvokesItsFunction() {
        assertThat(ProvisionedStack.withTokens().inputs("Permission", "invoke-authorize"))
                .isEqualTo(
                        Map.of(
                                "action",
                                "lambda:InvokeFunction",
                                "function",
                                "authorize",
                                "qualifier",
                                "live",
                                "principal",
                                "apigateway.amazonaws.com",
                                "sourceArn",
                                "arn:aws:execute-api:us-east-1:123456789012:websocket-id/authorizers/authorize-id"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "iam"})
    void withoutTokensThereIsNoAuthorizer(String auth) {
        assertThat(ProvisionedStack.with("auth", auth).resources())
                .extracting(ProvisionedStack.Registered::name)
                .doesNotContain("authorize", "invoke-authorize");
    }

    @Test
    void aPingIsAnsweredWithoutAFunction() {
        assertThat(stack.inputs("Integration", "ping"))
                .containsEntry("integrationType", "MOCK")
                .containsEntry("templateSelectionExpression", "\\$default")
                .containsEntry("requestTemplates", Map.of("$default", "{\"statusCode\":200}"));
        assertThat(stack.inputs("IntegrationResponse", "ping"))
                .containsEntry("integrationId", "ping-id")
                .containsEntry("integrationResponseKey", "$default")
                .containsEntry("templateSelectionExpression", "\\$default")
                .containsEntry("responseTemplates", Map.of("$default", "{\"type\":\"pong\"}"));
        assertThat(stack.inputs("Route", "ping"))
                .containsEntry("routeKey", "ping")
                .containsEntry("target", "integrations/ping-id")
                .containsEntry("routeResponseSelectionExpression", "$default");
        assertThat(stack.inputs("RouteResponse", "ping"))
                .containsEntry("routeId", "ping-id")
                .containsEntry("routeResponseKey", "$default");
    }

    @Test
    void theStageIsLiveAndLeavesTheAccountsRequestsToThePosts() {
        assertThat(stack.inputs("Stage", "live"))
                .containsEntry("apiId", "websocket-id")
                .containsEntry("name", "live")
                .containsEntry("deploymentId", "websocket-id")
                .containsEntry(
                        "defaultRouteSettings",
                        Map.of(
                                "throttlingRateLimit", 500.0,
                                "throttlingBurstLimit", 500.0));
    }

    @Test
    void whatIsLetThroughIsAChoice() {
        assertThat(
                        ProvisionedStack.with("requestsPerSecond", "20", "requestBurst", "5")
                                .inputs("Stage", "live"))
                .containsEntry(
                        "defaultRouteSettings",
                        Map.of("throttlingRateLimit", 20.0, "throttlingBurstLimit", 5.0));
    }

    @Test
    void aLogHasALineForEachRequestWithoutWhatClientsKeepSecret() {
        assertThat(stack.inputs("LogGroup", "websocket"))
                .containsEntry("name", "/aws/apigateway/tablecast-dev-websocket");
        assertThat(stack.inputs("Stage", "live").get("accessLogSettings"))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry(
                        "destinationArn",
                        "arn:aws:logs:us-east-1:123456789012:log-group:/aws/apigateway/tablecast-dev-websocket")
                .hasEntrySatisfying(
                        "format",
                        format ->
                                assertThat(format)
                                        .asString()
                                        .startsWith("{\"time\":\"$context.requestTime\",")
                                        // API Gateway insists on it.
                                        .contains("$context.requestId")
                                        .doesNotContainIgnoringCase("header")
                                        .doesNotContainIgnoringCase("query")
                                        .doesNotContainIgnoringCase("token"));
        assertThat(stack.resources()).noneMatch(resource -> resource.type().endsWith(":Account"));
    }

    @Test
    void thereIsNoLogWhereNoneWasChosen() {
        var silent = ProvisionedStack.with("accessLog", "false");

        assertThat(silent.inputs("Stage", "live")).doesNotContainKey("accessLogSettings");
        assertThat(silent.resources())
                .filteredOn(resource -> resource.type().endsWith(":LogGroup"))
                .extracting(ProvisionedStack.Registered::name)
                .doesNotContain("websocket");
    }

    @Test
    void theRoleForLogsIsMadeAndKeptForOtherApisWhereThatWasChosen() {
        var first = ProvisionedStack.with("apiGatewayLogRole", "create");

        assertThat(first.inputs("Account", "api-gateway-logs"))
                .isEqualTo(
                        Map.of(
                                "cloudwatchRoleArn",
                                "arn:aws:iam::123456789012:role/api-gateway-logs"));
        assertThat(first.inputs("Role", "api-gateway-logs").get("assumeRolePolicy"))
                .asString()
                .contains("{\"Service\":\"apigateway.amazonaws.com\"}");
        for (String kept : List.of("Role", "RolePolicy", "Account")) {
            assertThat(first.options(kept, "api-gateway-logs").isRetainOnDelete()).isTrue();
        }
        assertThat(first.inputs("Stage", "live")).containsKey("accessLogSettings");
    }

    @Test
    void aChangedRouteIsDeployedAnew() {
        var triggers = triggers(stack);

        assertThat(triggers)
                .containsOnlyKeys("$connect", "$disconnect", "subscribe", "unsubscribe", "ping");
        assertThat(triggers(ProvisionedStack.with("pageSize", "5"))).isEqualTo(triggers);
        var iam = triggers(ProvisionedStack.with("auth", "iam"));
        assertThat(iam)
                .containsEntry("$disconnect", triggers.get("$disconnect"))
                .doesNotContainEntry("$connect", triggers.get("$connect"));
        assertThat(triggers(ProvisionedStack.withTokens()))
                .containsEntry("$disconnect", triggers.get("$disconnect"))
                .doesNotContainEntry("$connect", triggers.get("$connect"))
                .doesNotContainEntry("$connect", iam.get("$connect"));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> triggers(ProvisionedStack stack) {
        return (Map<String, String>) stack.inputs("Deployment", "websocket").get("triggers");
    }
}

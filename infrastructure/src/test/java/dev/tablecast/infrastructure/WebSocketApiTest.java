package dev.tablecast.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
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
                .containsEntry("integrationUri", "arn:Function:" + name + "/invocations");
        assertThat(stack.inputs("Permission", "invoke-" + name))
                .isEqualTo(
                        Map.of(
                                "action",
                                "lambda:InvokeFunction",
                                "function",
                                name,
                                "principal",
                                "apigateway.amazonaws.com",
                                "sourceArn",
                                "arn:execution:websocket/*/$" + name));
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
                                "apiId",
                                "websocket-id",
                                "authorizerType",
                                "REQUEST",
                                "authorizerUri",
                                "arn:Function:authorize/invocations"));
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
                                "principal",
                                "apigateway.amazonaws.com",
                                "sourceArn",
                                "arn:execution:websocket/authorizers/authorize-id"));
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
    void aChangedRouteIsDeployedAnew() {
        var triggers = triggers(stack);

        assertThat(triggers).containsOnlyKeys("$connect", "$disconnect", "ping");
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

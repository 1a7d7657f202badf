package dev.tablecast.local.cloud.provision;

import static dev.tablecast.local.cloud.provision.ProviderFixture.assertRefused;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tablecast.local.cloud.gateway.api.Integration;
import dev.tablecast.local.cloud.gateway.api.Route;
import dev.tablecast.local.cloud.gateway.api.WebSocketApi;
import dev.tablecast.local.cloud.lambda.LambdaFunction;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebSocketApisTest {
    private static final String API = "aws:apigatewayv2/api:Api";
    private static final String INTEGRATION = "aws:apigatewayv2/integration:Integration";
    private static final String AUTHORIZER = "aws:apigatewayv2/authorizer:Authorizer";
    private static final String ROUTE = "aws:apigatewayv2/route:Route";
    private static final String STAGE = "aws:apigatewayv2/stage:Stage";

    private final ProviderFixture local = new ProviderFixture();

    @Test
    void aStageCompletesTheApiWithItsRoutes() {
        String invokeArn = local.provideFunction("connect").get("invokeArn").toString();
        provideApi("broadcasts");
        provideLambdaRoute("$connect", invokeArn);
        local.provide(
                INTEGRATION,
                "ping",
                Map.of(
                        "integrationType",
                        "MOCK",
                        "requestTemplates",
                        Map.of("$default", "{\"statusCode\":200}")));
        local.provide(
                "aws:apigatewayv2/integrationResponse:IntegrationResponse",
                "pong",
                Map.of(
                        "integrationId",
                        "ping",
                        "responseTemplates",
                        Map.of("$default", "{\"type\":\"pong\"}")));
        local.provide(ROUTE, "ping", Map.of("routeKey", "ping", "target", "integrations/ping"));
        local.provide(
                "aws:apigatewayv2/routeResponse:RouteResponse",
                "pong",
                Map.of("routeId", "ping", "routeResponseKey", "$default"));
        Map<String, Object> stage = local.provide(STAGE, "live", Map.of("name", "live"));

        WebSocketApi api = local.apis.complete().orElseThrow();
        assertThat(api.stage()).isEqualTo("live");
        assertThat(api.routeSelectionExpression()).isEqualTo("$request.body.action");
        assertThat(api.routes())
                .extracting(Route::routeKey, Route::hasRouteResponse)
                .containsExactlyInAnyOrder(tuple("$connect", false), tuple("ping", true));
        assertThat(api.routes())
                .extracting(Route::integration)
                .contains(new Integration.Mock("{\"statusCode\":200}", "{\"type\":\"pong\"}"));
        assertThat(stage)
                .containsEntry(
                        "invokeUrl", "ws://localhost:%d/live".formatted(ProviderFixture.PORT))
                .containsEntry(
                        "executionArn", "arn:aws:execute-api:us-east-1:000000000000:local/live");
    }

    @Test
    void anApiKnowsItsAddressBeforeItsStageIsThere() {
        assertThat(provideApi("broadcasts"))
                .containsEntry("apiEndpoint", "ws://localhost:" + ProviderFixture.PORT);
    }

    @Test
    void aSecondApiIsRefusedAndTheFirstIsNamed() {
        provideApi("broadcasts");

        assertRefused(
                () -> provideApi("others"),
                API
                        + " \"others\": the local cloud has one WebSocket API, and that is"
                        + " \"broadcasts\"");
    }

    @Test
    void aSecondStageIsRefusedAndTheFirstIsNamed() {
        provideApi("broadcasts");
        local.provide(STAGE, "live", Map.of("name", "live"));

        assertRefused(
                () -> local.provide(STAGE, "test", Map.of("name", "test")),
                STAGE + " \"test\": the local cloud has one stage, and that is \"live\"");
        assertThat(local.apis.complete()).map(WebSocketApi::stage).hasValue("live");
    }

    @Test
    void anHttpApiIsRefused() {
        assertRefused(
                () -> local.provide(API, "http", Map.of("protocolType", "HTTP")),
                API + " \"http\": protocolType is HTTP; the local cloud supports WEBSOCKET");
    }

    @ParameterizedTest
    @ValueSource(strings = {"AWS_IAM", "JWT"})
    void authorizationOfAnotherTypeIsRefusedByName(String authorization) {
        assertRefused(
                () ->
                        local.provide(
                                ROUTE,
                                "connect",
                                Map.of("routeKey", "$connect", "authorizationType", authorization)),
                ROUTE
                        + " \"connect\": authorizationType is "
                        + authorization
                        + "; the local cloud supports NONE and CUSTOM");
    }

    @Test
    void aRouteHasItsAuthorizer() {
        String invokeArn = local.provideFunction("connect").get("invokeArn").toString();
        String authorizes = local.provideFunction("authorize").get("invokeArn").toString();
        provideApi("broadcasts");
        provideAuthorizer("tokens", authorizes);
        provideGuardedRoute("$connect", invokeArn, "tokens");
        local.provide(STAGE, "live", Map.of("name", "live"));

        assertThat(local.apis.complete().orElseThrow().routes())
                .singleElement()
                .extracting(route -> route.authorizer().orElseThrow())
                .satisfies(
                        authorizer -> {
                            assertThat(authorizer.methodArn())
                                    .isEqualTo(
                                            "arn:aws:execute-api:us-east-1:000000000000:local/live/$connect");
                            assertThat(authorizer.function().invoke("{}".getBytes(UTF_8)))
                                    .isInstanceOfSatisfying(
                                            LambdaFunction.Payload.class,
                                            payload ->
                                                    assertThat(new String(payload.bytes(), UTF_8))
                                                            .contains("\"authorize\""));
                        });
    }

    @Test
    void anAuthorizerOfAnotherTypeIsRefused() {
        assertRefused(
                () -> local.provide(AUTHORIZER, "tokens", Map.of("authorizerType", "JWT")),
                AUTHORIZER
                        + " \"tokens\": authorizerType is JWT; the local cloud supports REQUEST");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "authorizerCredentialsArn",
                "authorizerPayloadFormatVersion",
                "authorizerResultTtlInSeconds",
                "enableSimpleResponses",
                "identitySources",
                "jwtConfiguration"
            })
    void whatAnAuthorizerIsNotAskedForHereIsRefused(String input) {
        assertRefused(
                () ->
                        local.provide(
                                AUTHORIZER,
                                "tokens",
                                Map.of("authorizerType", "REQUEST", input, "any")),
                AUTHORIZER
                        + " \"tokens\": "
                        + input
                        + " is set; the local cloud supports authorizers without");
    }

    @Test
    void anAuthorizerWithoutAFunctionIsRefused() {
        String invokeArn = local.provideFunction("connect").get("invokeArn").toString();
        provideApi("broadcasts");
        provideAuthorizer("tokens", "arn:nowhere");
        provideGuardedRoute("$connect", invokeArn, "tokens");

        assertRefused(
                () -> local.provide(STAGE, "live", Map.of("name", "live")),
                AUTHORIZER + " \"tokens\": authorizerUri is arn:nowhere");
    }

    @Test
    void aRouteWithoutItsAuthorizerIsRefused() {
        String invokeArn = local.provideFunction("connect").get("invokeArn").toString();
        provideApi("broadcasts");
        provideGuardedRoute("$connect", invokeArn, "nobody");

        assertRefused(
                () -> local.provide(STAGE, "live", Map.of("name", "live")),
                ROUTE + " \"$connect\": authorizerId is nobody");
    }

    @Test
    void onlyConnectMayHaveAnAuthorizer() {
        String invokeArn = local.provideFunction("any").get("invokeArn").toString();
        provideApi("broadcasts");
        provideAuthorizer("tokens", invokeArn);
        provideGuardedRoute("$default", invokeArn, "tokens");

        assertRefused(
                () -> local.provide(STAGE, "live", Map.of("name", "live")),
                STAGE + " \"live\": Route $default: authorizer: only $connect may have one");
    }

    @Test
    void anIntegrationOfAnotherTypeIsRefused() {
        provideApi("broadcasts");
        local.provide(INTEGRATION, "web", Map.of("integrationType", "HTTP_PROXY"));
        local.provide(ROUTE, "r", Map.of("routeKey", "$default", "target", "integrations/web"));

        assertRefused(
                () -> local.provide(STAGE, "live", Map.of("name", "live")),
                INTEGRATION
                        + " \"web\": integrationType is HTTP_PROXY; the local cloud supports"
                        + " AWS_PROXY and MOCK");
    }

    @Test
    void anIntegrationOfAFunctionThatThereIsNotIsRefused() {
        provideApi("broadcasts");
        provideLambdaRoute("$connect", "arn:nowhere");

        assertRefused(
                () -> local.provide(STAGE, "live", Map.of("name", "live")),
                INTEGRATION + " \"$connect\": integrationUri is arn:nowhere");
    }

    @Test
    void aRouteWithoutItsIntegrationIsRefused() {
        provideApi("broadcasts");
        local.provide(ROUTE, "r", Map.of("routeKey", "$default", "target", "integrations/none"));

        assertRefused(
                () -> local.provide(STAGE, "live", Map.of("name", "live")),
                ROUTE + " \"r\": target is integrations/none");
    }

    @Test
    void anApiThatTheGatewayRefusesIsRefusedWithItsReason() {
        provideApi("broadcasts");

        assertRefused(
                () -> local.provide(STAGE, "live", Map.of("name", "a stage")),
                STAGE + " \"live\": WebSocket API local: stage: found a stage");
    }

    private Map<String, Object> provideApi(String name) {
        return local.provide(
                API,
                name,
                Map.of(
                        "protocolType",
                        "WEBSOCKET",
                        "routeSelectionExpression",
                        "$request.body.action"));
    }

    private void provideAuthorizer(String name, String uri) {
        local.provide(
                AUTHORIZER,
                name,
                Map.of("apiId", "api", "authorizerType", "REQUEST", "authorizerUri", uri));
    }

    private void provideGuardedRoute(String routeKey, String uri, String authorizer) {
        local.provide(
                INTEGRATION,
                routeKey,
                Map.of("integrationType", "AWS_PROXY", "integrationUri", uri));
        local.provide(
                ROUTE,
                routeKey,
                Map.of(
                        "routeKey",
                        routeKey,
                        "target",
                        "integrations/" + routeKey,
                        "authorizationType",
                        "CUSTOM",
                        "authorizerId",
                        authorizer));
    }

    private void provideLambdaRoute(String routeKey, String uri) {
        local.provide(
                INTEGRATION,
                routeKey,
                Map.of("integrationType", "AWS_PROXY", "integrationUri", uri));
        local.provide(
                ROUTE,
                routeKey,
                Map.of("routeKey", routeKey, "target", "integrations/" + routeKey));
    }
}

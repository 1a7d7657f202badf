package dev.tablecast.infrastructure.graph.rules;

import static dev.tablecast.infrastructure.graph.rules.Rule.between;
import static dev.tablecast.infrastructure.graph.rules.Rule.json;
import static dev.tablecast.infrastructure.graph.rules.Rule.matches;
import static dev.tablecast.infrastructure.graph.rules.Rule.oneOf;
import static dev.tablecast.infrastructure.graph.rules.Rule.text;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * WebSocket APIs.
 *
 * @see <a
 *     href="https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/apigatewayv2_api">aws_apigatewayv2_api</a>
 */
final class ApiGatewayRules {
    private static final Rule ID = matches("[a-z0-9]{1,32}", 32);
    private static final Rule INVOCATION =
            matches(
                    "arn:aws[a-z-]*:apigateway:[a-z0-9-]+:lambda:path/2015-03-31/functions/arn:aws[a-z-]*:lambda:.+/invocations",
                    2048);

    private ApiGatewayRules() {}

    static Map<String, TypeRules> all() {
        var all = new HashMap<String, TypeRules>();
        all.put(
                "aws:apigatewayv2/api:Api",
                new TypeRules()
                        .named(text(128))
                        .tagged()
                        .needs("protocolType", oneOf("WEBSOCKET"))
                        .needs("routeSelectionExpression", matches("\\$request\\.body\\..+", 256)));
        all.put("aws:apigatewayv2/integration:Integration", integration());
        all.put(
                "aws:apigatewayv2/integrationResponse:IntegrationResponse",
                new TypeRules()
                        .needs("apiId", ID)
                        .needs("integrationId", ID)
                        .needs("integrationResponseKey", matches("\\$default|/.+/", 256))
                        .takes("responseTemplates.*", json(32_768))
                        .takes("templateSelectionExpression", text(256)));
        all.put("aws:apigatewayv2/route:Route", route());
        all.put(
                "aws:apigatewayv2/routeResponse:RouteResponse",
                new TypeRules()
                        .needs("apiId", ID)
                        .needs("routeId", ID)
                        .needs("routeResponseKey", oneOf("$default")));
        all.put(
                "aws:apigatewayv2/authorizer:Authorizer",
                new TypeRules()
                        .named(text(128))
                        .needs("apiId", ID)
                        .needs("authorizerType", oneOf("REQUEST"))
                        .needs("authorizerUri", INVOCATION)
                        .takes("identitySources[]", matches("route\\.request\\..+", 256)));
        all.put(
                "aws:apigatewayv2/deployment:Deployment",
                new TypeRules()
                        .needs("apiId", ID)
                        .takes("description", text(1024))
                        .takes("triggers.*", text(65_536)));
        all.put("aws:apigatewayv2/stage:Stage", stage());
        all.put(
                "aws:apigatewayv2/domainName:DomainName",
                new TypeRules()
                        .tagged()
                        .needs("domainName", matches("[a-z0-9.-]+", 512))
                        .needs(
                                "domainNameConfiguration.certificateArn",
                                matches("arn:aws[a-z-]*:acm:.+:certificate/.+", 2048))
                        .needs("domainNameConfiguration.endpointType", oneOf("REGIONAL"))
                        .needs("domainNameConfiguration.securityPolicy", oneOf("TLS_1_2")));
        all.put(
                "aws:apigatewayv2/apiMapping:ApiMapping",
                new TypeRules()
                        .needs("apiId", ID)
                        .needs("domainName", matches("[a-z0-9.-]+", 512))
                        .needs("stage", matches("[A-Za-z0-9_-]+", 128)));
        all.put(
                "aws:apigateway/account:Account",
                new TypeRules()
                        .needs(
                                "cloudwatchRoleArn",
                                matches("arn:aws[a-z-]*:iam::\\d{12}:role/.+", 2048)));
        return all;
    }

    private static TypeRules integration() {
        return new TypeRules()
                .needs("apiId", ID)
                .needs("integrationType", oneOf("AWS_PROXY", "MOCK"))
                .takes("integrationMethod", oneOf("POST"))
                .takes("integrationUri", INVOCATION)
                .takes("timeoutMilliseconds", between(50, 29_000))
                .takes("requestTemplates.*", json(32_768))
                .takes("templateSelectionExpression", text(256))
                .check(
                        (integration, graph) ->
                                integration.text("integrationType").equals("AWS_PROXY")
                                                == integration
                                                        .inputs()
                                                        .containsKey("integrationUri")
                                        ? List.of()
                                        : List.of(
                                                "AWS_PROXY has an integrationUri, and only that"));
    }

    private static TypeRules route() {
        return new TypeRules()
                .needs("apiId", ID)
                .needs(
                        "routeKey",
                        matches("\\$connect|\\$disconnect|\\$default|[A-Za-z0-9_-]+", 128))
                .needs("target", matches("integrations/[a-z0-9]+", 128))
                // AWS takes NONE where it isn't said: here it is said.
                .needs("authorizationType", oneOf("NONE", "AWS_IAM", "CUSTOM"))
                .takes("authorizerId", ID)
                .takes("routeResponseSelectionExpression", oneOf("$default"))
                .check(
                        (route, graph) ->
                                route.text("authorizationType").equals("CUSTOM")
                                                == route.inputs().containsKey("authorizerId")
                                        ? List.of()
                                        : List.of("CUSTOM has an authorizerId, and only that"))
                .check(
                        (route, graph) ->
                                route.text("routeKey").equals("$connect")
                                                || route.text("authorizationType").equals("NONE")
                                        ? List.of()
                                        : List.of("a WebSocket API authorizes $connect alone"));
    }

    /**
     * @see <a
     *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-logging.html">Configure
     *     logging for WebSocket APIs</a>
     */
    private static TypeRules stage() {
        return new TypeRules()
                .named(matches("[A-Za-z0-9_-]+", 128))
                .tagged()
                .needs("apiId", ID)
                .needs("deploymentId", ID)
                .needs("defaultRouteSettings.throttlingRateLimit", between(1, 10_000))
                .needs("defaultRouteSettings.throttlingBurstLimit", between(1, 5_000))
                .takes("defaultRouteSettings.loggingLevel", oneOf("OFF", "ERROR", "INFO"))
                .takes("defaultRouteSettings.dataTraceEnabled", oneOf(false))
                .takes("defaultRouteSettings.detailedMetricsEnabled", Rule.FLAG)
                // A group's own ARN, not that of everything in it.
                .takes(
                        "accessLogSettings.destinationArn",
                        matches("arn:aws[a-z-]*:logs:[a-z0-9-]+:\\d{12}:log-group:[^:*]+", 2048))
                .takes(
                        "accessLogSettings.format",
                        matches("[^\\n]*\\$context\\.requestId[^\\n]*", 3072));
    }
}

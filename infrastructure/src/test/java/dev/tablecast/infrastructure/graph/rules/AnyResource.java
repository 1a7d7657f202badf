package dev.tablecast.infrastructure.graph.rules;

import java.util.List;

/**
 * Actions that a service needs on any resource, because AWS takes no narrower one.
 *
 * @param service the service whose roles may have them
 * @param page the AWS page that says so
 */
public record AnyResource(String service, List<String> actions, String page) {
    public static final List<AnyResource> EXCEPTIONS =
            List.of(
                    new AnyResource(
                            "lambda.amazonaws.com",
                            List.of("xray:PutTraceSegments", "xray:PutTelemetryRecords"),
                            "https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsx-ray.html"),
                    new AnyResource(
                            "lambda.amazonaws.com",
                            List.of("dynamodb:ListStreams"),
                            "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html"),
                    new AnyResource(
                            "states.amazonaws.com",
                            List.of(
                                    "xray:PutTraceSegments",
                                    "xray:PutTelemetryRecords",
                                    "xray:GetSamplingRules",
                                    "xray:GetSamplingTargets"),
                            "https://docs.aws.amazon.com/step-functions/latest/dg/concepts-xray-tracing.html"),
                    new AnyResource(
                            "states.amazonaws.com",
                            List.of(
                                    "logs:CreateLogDelivery",
                                    "logs:GetLogDelivery",
                                    "logs:UpdateLogDelivery",
                                    "logs:DeleteLogDelivery",
                                    "logs:ListLogDeliveries",
                                    "logs:PutResourcePolicy",
                                    "logs:DescribeResourcePolicies",
                                    "logs:DescribeLogGroups"),
                            "https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html"),
                    new AnyResource(
                            "apigateway.amazonaws.com",
                            List.of(
                                    "logs:CreateLogGroup",
                                    "logs:CreateLogStream",
                                    "logs:DescribeLogGroups",
                                    "logs:DescribeLogStreams",
                                    "logs:PutLogEvents",
                                    "logs:GetLogEvents",
                                    "logs:FilterLogEvents"),
                            "https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html"));

    public static boolean takes(String service, String action) {
        return EXCEPTIONS.stream()
                .anyMatch(
                        exception ->
                                exception.service().equals(service)
                                        && exception.actions().contains(action));
    }

    /** Returns the row of a Markdown table. */
    public String row() {
        return "| `%s` | %s | [%s](%s) |"
                .formatted(
                        service,
                        String.join(
                                ", ", actions.stream().map(action -> "`" + action + "`").toList()),
                        page.replaceFirst(".*/(.*)\\.html", "$1"),
                        page);
    }
}

package dev.tablecast.local.cloud.endtoend;

import dev.tablecast.local.cloud.calls.AwsCall;
import dev.tablecast.local.cloud.provision.Resource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Calls that AWS's services make themselves with a role, which the local cloud can't record: they
 * deliver logs and traces, and read event sources. The list depends on the resources of the stack.
 */
final class ServiceCalls {
    /**
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html">
     *     Defining Lambda function permissions with an execution role:
     *     AWSLambdaBasicExecutionRole</a>
     */
    private static final List<String> FUNCTION_LOG =
            List.of("logs:CreateLogStream", "logs:PutLogEvents");

    /**
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html">Visualize
     *     Lambda function invocations using AWS X-Ray: execution role permissions</a>
     */
    private static final List<String> FUNCTION_TRACE =
            List.of("xray:PutTraceSegments", "xray:PutTelemetryRecords");

    /**
     * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html">Using
     *     CloudWatch Logs to log execution history: IAM policies</a>
     */
    private static final List<String> WORKFLOW_LOG =
            List.of(
                    "logs:CreateLogDelivery",
                    "logs:GetLogDelivery",
                    "logs:UpdateLogDelivery",
                    "logs:DeleteLogDelivery",
                    "logs:ListLogDeliveries",
                    "logs:PutResourcePolicy",
                    "logs:DescribeResourcePolicies",
                    "logs:DescribeLogGroups");

    /**
     * @see <a
     *     href="https://docs.aws.amazon.com/step-functions/latest/dg/concepts-xray-tracing.html">
     *     Trace Step Functions request data in AWS X-Ray: IAM policies</a>
     */
    private static final List<String> WORKFLOW_TRACE =
            List.of(
                    "xray:PutTraceSegments",
                    "xray:PutTelemetryRecords",
                    "xray:GetSamplingRules",
                    "xray:GetSamplingTargets");

    private static final String ANYTHING = "*";

    private ServiceCalls() {}

    static List<AwsCall> of(Collection<Resource> resources) {
        var calls = new ArrayList<AwsCall>();
        for (Resource resource : resources) {
            switch (resource.type()) {
                case "aws:lambda/function:Function" -> function(resource, calls);
                case "aws:sfn/stateMachine:StateMachine" -> workflow(resource, calls);
                case "aws:lambda/eventSourceMapping:EventSourceMapping" ->
                        mapping(resource, resources, calls);
                default -> {}
            }
        }
        return calls;
    }

    private static void function(Resource function, List<AwsCall> calls) {
        String role = text(function, "role");
        String group = text(function, "loggingConfig", "logGroup");
        String stream =
                "arn:aws:logs:us-east-1:000000000000:log-group:"
                        + group
                        + ":log-stream:2026/11/22/[1]4f2d";
        FUNCTION_LOG.forEach(action -> calls.add(new AwsCall(role, action, stream)));
        if (text(function, "tracingConfig", "mode").equals("Active")) {
            FUNCTION_TRACE.forEach(action -> calls.add(new AwsCall(role, action, ANYTHING)));
        }
    }

    private static void workflow(Resource workflow, List<AwsCall> calls) {
        String role = text(workflow, "roleArn");
        if (!text(workflow, "loggingConfiguration", "level").equals("OFF")) {
            WORKFLOW_LOG.forEach(action -> calls.add(new AwsCall(role, action, ANYTHING)));
        }
        if (text(workflow, "tracingConfiguration", "enabled").equals("true")) {
            WORKFLOW_TRACE.forEach(action -> calls.add(new AwsCall(role, action, ANYTHING)));
        }
    }

    /**
     * Lambda lists a table's streams, and asks how much waits in a queue.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-eventsourcemapping.html">
     *     Process DynamoDB records with Lambda: execution role permissions</a>
     * @see <a
     *     href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html">Creating
     *     and configuring an Amazon SQS event source mapping: execution role permissions</a>
     */
    private static void mapping(
            Resource mapping, Collection<Resource> resources, List<AwsCall> calls) {
        String source = text(mapping, "eventSourceArn");
        String name = text(mapping, "functionName").replaceFirst(".*:function:([^:]+)(:.*)?", "$1");
        String role =
                resources.stream()
                        .filter(found -> found.type().equals("aws:lambda/function:Function"))
                        .filter(found -> found.name().equals(name))
                        .map(function -> text(function, "role"))
                        .findFirst()
                        .orElseThrow();
        calls.add(
                source.contains(":sqs:")
                        ? new AwsCall(role, "sqs:GetQueueAttributes", source)
                        : new AwsCall(
                                role,
                                "dynamodb:ListStreams",
                                source.replaceFirst("/stream/.*", "/stream/")));
    }

    private static String text(Resource resource, String... path) {
        Object found = resource.inputs();
        for (String member : path) {
            found = found instanceof Map<?, ?> members ? members.get(member) : null;
        }
        return String.valueOf(found);
    }
}

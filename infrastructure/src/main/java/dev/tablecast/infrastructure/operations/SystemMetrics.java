package dev.tablecast.infrastructure.operations;

import com.pulumi.aws.dynamodb.Table;
import com.pulumi.core.Output;
import dev.tablecast.infrastructure.function.JavaFunction;
import dev.tablecast.infrastructure.operations.Metric.Dimension;
import dev.tablecast.infrastructure.stream.DiscardedBatches;
import dev.tablecast.infrastructure.stream.StreamTrigger;
import dev.tablecast.infrastructure.websocket.ConnectionFunctions;
import dev.tablecast.infrastructure.websocket.WebSocketApi;
import dev.tablecast.infrastructure.workflow.BroadcastWorkflow;
import dev.tablecast.infrastructure.workflow.PostFunction;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The metrics of a stack in CloudWatch.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/aws-services-cloudwatch-metrics.html">AWS
 *     services that publish CloudWatch metrics</a>
 */
public record SystemMetrics(
        WebSocketApi api,
        ConnectionFunctions connecting,
        PostFunction posting,
        BroadcastWorkflow workflow,
        StreamTrigger trigger,
        DiscardedBatches discarded,
        Table connections,
        Table changeLog) {

    /** Returns one metric of every function, by the function's name in the stack. */
    Map<String, Metric> functions(String name) {
        var others =
                Stream.of(
                        connecting.connect(),
                        connecting.disconnect(),
                        api.subscribe(),
                        posting.function(),
                        trigger.function(),
                        discarded.function());
        var metrics = new LinkedHashMap<String, Metric>();
        Stream.concat(api.authorizer().stream(), others)
                .forEach(function -> metrics.put(function.role(), of(function, name)));
        return metrics;
    }

    Metric post(String name) {
        return of(posting.function(), name);
    }

    /** Returns a metric of the post function, such as calls that API Gateway refused. */
    Metric posts(String name) {
        return saidBy(posting.function(), name);
    }

    /** Returns a Lambda metric of the function that reads the stream. */
    Metric trigger(String name) {
        return of(trigger.function(), name);
    }

    /** Returns a metric that the trigger emits for its broadcasts. */
    Metric broadcast(String name) {
        return saidBy(trigger.function(), name);
    }

    /** Returns a metric that the trigger emits for its sweeps. */
    Metric sweep(String name) {
        return saidBy(trigger.function(), name);
    }

    /** Returns a metric of the subscribe function. */
    Metric subscribed(String name) {
        return saidBy(api.subscribe(), name);
    }

    /** Returns a metric of the event source mapping. */
    Metric mapping(String name) {
        return metric("AWS/Lambda", name, "EventSourceMappingUUID", trigger.mappingId());
    }

    /** Returns a metric of discarded batches. */
    Metric discarded(String name) {
        return saidBy(discarded.function(), name);
    }

    Metric workflow(String name) {
        return metric("AWS/States", name, "StateMachineArn", workflow.stateMachine().arn());
    }

    Metric workflowLog(String name) {
        return metric("AWS/Logs", name, "LogGroupName", workflow.log());
    }

    Metric onFailure(String name) {
        return metric("AWS/SQS", name, "QueueName", trigger.onFailure().name());
    }

    Metric connections(String name) {
        return metric("AWS/DynamoDB", name, "TableName", connections.name());
    }

    Metric changeLog(String name) {
        return metric("AWS/DynamoDB", name, "TableName", changeLog.name());
    }

    Metric api(String name) {
        return new Metric(
                "AWS/ApiGateway",
                name,
                List.of(new Dimension("ApiId", api.id()), new Dimension("Stage", api.stage())));
    }

    private static Metric of(JavaFunction function, String name) {
        return metric("AWS/Lambda", name, "FunctionName", function.name());
    }

    private static Metric saidBy(JavaFunction function, String name) {
        return metric("Tablecast", name, "FunctionName", function.name());
    }

    private static Metric metric(
            String namespace, String name, String dimension, Output<String> value) {
        return new Metric(namespace, name, List.of(new Dimension(dimension, value)));
    }
}

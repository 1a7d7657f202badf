package dev.tablecast.infrastructure;

import com.pulumi.aws.dynamodb.Table;
import com.pulumi.aws.lambda.EventSourceMapping;
import com.pulumi.aws.lambda.EventSourceMappingArgs;
import com.pulumi.aws.lambda.inputs.EventSourceMappingDestinationConfigArgs;
import com.pulumi.aws.lambda.inputs.EventSourceMappingDestinationConfigOnFailureArgs;
import com.pulumi.aws.lambda.inputs.EventSourceMappingFilterCriteriaArgs;
import com.pulumi.aws.lambda.inputs.EventSourceMappingFilterCriteriaFilterArgs;
import com.pulumi.aws.sfn.StateMachine;
import com.pulumi.aws.sqs.Queue;
import com.pulumi.aws.sqs.QueueArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.CustomResourceOptions;
import dev.tablecast.infrastructure.configuration.MessageFormat;
import dev.tablecast.infrastructure.configuration.StreamDelivery;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What takes the source table's changes to the workflow, and keeps what could not be delivered. */
final class StreamTrigger extends ComponentResource {
    private static final String NAME = "stream-trigger";
    private static final int MEMORY_MEGABYTES = 512;

    /**
     * All that Lambda gives. The function waits for the workflow, which takes five minutes at most,
     * once for every message of a batch; a batch cut off in between is delivered again.
     */
    private static final Duration TIMEOUT = Duration.ofMinutes(15);

    /** All that SQS gives. */
    private static final Duration RETENTION = Duration.ofDays(14);

    private final Queue onFailure;

    StreamTrigger(
            StreamDelivery delivery,
            MessageFormat format,
            Table source,
            StateMachine stateMachine,
            Path jar,
            StackName stack) {
        super("tablecast:infrastructure:StreamTrigger", NAME);
        onFailure =
                new Queue(
                        "on-failure",
                        QueueArgs.builder()
                                .messageRetentionSeconds(Math.toIntExact(RETENTION.toSeconds()))
                                .visibilityTimeoutSeconds(
                                        Math.toIntExact(DiscardedBatches.TIMEOUT.toSeconds()))
                                .sqsManagedSseEnabled(true)
                                .tags(stack.tags())
                                .build(),
                        CustomResourceOptions.builder().parent(this).build());
        var function =
                new JavaFunction(
                        NAME,
                        new FunctionSettings(
                                "Turns changes into messages and starts the broadcast of each.",
                                "dev.tablecast.functions.stream.StreamTriggerHandler::handleRequest",
                                MEMORY_MEGABYTES,
                                TIMEOUT,
                                environment(format, stateMachine),
                                permissions(source, stateMachine)),
                        jar,
                        stack,
                        this);
        new EventSourceMapping(
                NAME,
                mapping(delivery, source, function).tags(stack.tags()).build(),
                CustomResourceOptions.builder().parent(this).dependsOn(function.policy()).build());
        registerOutputs(Map.of("onFailureQueueUrl", onFailure.url()));
    }

    Queue onFailure() {
        return onFailure;
    }

    private static Output<Map<String, String>> environment(
            MessageFormat format, StateMachine stateMachine) {
        return stateMachine
                .arn()
                .applyValue(
                        arn -> {
                            var environment = new HashMap<>(format.environment());
                            environment.put("STATE_MACHINE_ARN", arn);
                            return Map.copyOf(environment);
                        });
    }

    private List<Statement> permissions(Table source, StateMachine stateMachine) {
        return List.of(
                Statement.allow(
                                "dynamodb:DescribeStream",
                                "dynamodb:GetRecords",
                                "dynamodb:GetShardIterator")
                        .on(source.streamArn()),
                // Knows no narrower resource.
                Statement.allow("dynamodb:ListStreams").onAnything(),
                Statement.allow("states:StartSyncExecution").on(stateMachine.arn()),
                Statement.allow("sqs:SendMessage").on(onFailure.arn()));
    }

    private EventSourceMappingArgs.Builder mapping(
            StreamDelivery delivery, Table source, JavaFunction function) {
        var mapping =
                EventSourceMappingArgs.builder()
                        .eventSourceArn(source.streamArn())
                        .functionName(function.invocableArn())
                        // From the oldest record on, so that a change made while the mapping is
                        // being created isn't missed.
                        .startingPosition("TRIM_HORIZON")
                        .batchSize(delivery.batchSize())
                        .maximumBatchingWindowInSeconds(delivery.batchWindowSeconds())
                        // One batch of a shard at a time keeps its order; halving a batch that
                        // fails
                        // finds the record that can't be delivered.
                        .parallelizationFactor(1)
                        .bisectBatchOnFunctionError(true)
                        .maximumRetryAttempts(delivery.maximumRetryAttempts())
                        .maximumRecordAgeInSeconds(delivery.maximumRecordAgeSeconds())
                        .functionResponseTypes("ReportBatchItemFailures")
                        .destinationConfig(
                                EventSourceMappingDestinationConfigArgs.builder()
                                        .onFailure(
                                                EventSourceMappingDestinationConfigOnFailureArgs
                                                        .builder()
                                                        .destinationArn(onFailure.arn())
                                                        .build())
                                        .build());
        delivery.filter().combined().ifPresent(pattern -> mapping.filterCriteria(only(pattern)));
        return mapping;
    }

    private static EventSourceMappingFilterCriteriaArgs only(String pattern) {
        return EventSourceMappingFilterCriteriaArgs.builder()
                .filters(
                        EventSourceMappingFilterCriteriaFilterArgs.builder()
                                .pattern(pattern)
                                .build())
                .build();
    }
}

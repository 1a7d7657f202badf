package dev.tablecast.infrastructure;

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
import dev.tablecast.infrastructure.configuration.FunctionSizes;
import dev.tablecast.infrastructure.configuration.MessageFormat;
import dev.tablecast.infrastructure.configuration.StreamDelivery;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What takes the source table's changes to the workflow, and keeps what could not be delivered. */
final class StreamTrigger extends ComponentResource {
    private static final String NAME = "stream-trigger";

    /** All that SQS gives. */
    private static final Duration RETENTION = Duration.ofDays(14);

    private final Queue onFailure;
    private final JavaFunction function;

    StreamTrigger(
            StreamDelivery delivery,
            MessageFormat format,
            FunctionSizes sizes,
            Tables tables,
            StateMachine stateMachine,
            Path jar,
            Stack stack) {
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
        function =
                new JavaFunction(
                        NAME,
                        new FunctionSettings(
                                "Turns changes into messages and starts the broadcast of each;"
                                        + " sweeps.",
                                "dev.tablecast.functions.stream.StreamTriggerHandler::handleRequest",
                                sizes.triggerMemoryMegabytes(),
                                sizes.triggerTimeout(),
                                environment(format, stateMachine, tables),
                                permissions(tables, stateMachine)),
                        jar,
                        stack,
                        this);
        new EventSourceMapping(
                NAME,
                mapping(delivery, tables.source()).tags(stack.tags()).build(),
                CustomResourceOptions.builder().parent(this).dependsOn(function.policy()).build());
        registerOutputs(Map.of("onFailureQueueUrl", onFailure.url()));
    }

    JavaFunction function() {
        return function;
    }

    Queue onFailure() {
        return onFailure;
    }

    private static Output<Map<String, String>> environment(
            MessageFormat format, StateMachine stateMachine, Tables tables) {
        Output<Map<String, String>> environment =
                stateMachine
                        .arn()
                        .applyValue(
                                arn -> {
                                    var all = new HashMap<>(format.environment());
                                    all.put("STATE_MACHINE_ARN", arn);
                                    return Map.copyOf(all);
                                });
        return tables.counts()
                .map(counts -> counts.in(withConnections(environment, tables)))
                .orElse(environment);
    }

    private static Output<Map<String, String>> withConnections(
            Output<Map<String, String>> environment, Tables tables) {
        return Output.tuple(environment, tables.connections().name())
                .applyValue(
                        known -> {
                            var all = new HashMap<>(known.t1);
                            all.put("CONNECTIONS_TABLE", known.t2);
                            return Map.copyOf(all);
                        });
    }

    private List<Statement> permissions(Tables tables, StateMachine stateMachine) {
        var permissions = new ArrayList<>(delivering(tables.source(), stateMachine));
        tables.counts()
                .ifPresent(
                        counts -> {
                            permissions.add(
                                    Statement.allow("dynamodb:Scan")
                                            .on(tables.connections().arn()));
                            permissions.add(counts.correcting());
                        });
        return permissions;
    }

    private List<Statement> delivering(SourceStream source, StateMachine stateMachine) {
        return List.of(
                Statement.allow(
                                "dynamodb:DescribeStream",
                                "dynamodb:GetRecords",
                                "dynamodb:GetShardIterator")
                        .on(source.arn()),
                // Not one stream, but the streams of one table.
                Statement.allow("dynamodb:ListStreams")
                        .on(
                                source.arn()
                                        .applyValue(
                                                arn ->
                                                        arn.replaceFirst(
                                                                "/stream/.*", "/stream/*"))),
                Statement.allow("states:StartSyncExecution").on(stateMachine.arn()),
                Statement.allow("sqs:SendMessage").on(onFailure.arn()));
    }

    private EventSourceMappingArgs.Builder mapping(StreamDelivery delivery, SourceStream source) {
        var mapping =
                EventSourceMappingArgs.builder()
                        .eventSourceArn(source.arn())
                        .functionName(function.invocableArn())
                        // From the oldest record on, so that a change made while the mapping is
                        // being created isn't missed.
                        .startingPosition("TRIM_HORIZON")
                        .batchSize(delivery.batchSize())
                        .maximumBatchingWindowInSeconds(delivery.batchWindowSeconds())
                        // Batches of a shard that run at the same time never share an item.
                        .parallelizationFactor(delivery.parallelizationFactor())
                        // Halving a batch that fails finds the record that can't be delivered.
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

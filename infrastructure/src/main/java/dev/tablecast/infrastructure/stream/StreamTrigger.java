package dev.tablecast.infrastructure.stream;

import com.pulumi.aws.lambda.Alias;
import com.pulumi.aws.lambda.EventSourceMapping;
import com.pulumi.aws.lambda.EventSourceMappingArgs;
import com.pulumi.aws.lambda.inputs.EventSourceMappingDestinationConfigArgs;
import com.pulumi.aws.lambda.inputs.EventSourceMappingDestinationConfigOnFailureArgs;
import com.pulumi.aws.lambda.inputs.EventSourceMappingFilterCriteriaArgs;
import com.pulumi.aws.lambda.inputs.EventSourceMappingFilterCriteriaFilterArgs;
import com.pulumi.aws.lambda.inputs.EventSourceMappingMetricsConfigArgs;
import com.pulumi.aws.sfn.StateMachine;
import com.pulumi.aws.sqs.Queue;
import com.pulumi.aws.sqs.QueueArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import dev.tablecast.infrastructure.configuration.function.FunctionSizes;
import dev.tablecast.infrastructure.configuration.message.MessageFormat;
import dev.tablecast.infrastructure.configuration.source.StreamDelivery;
import dev.tablecast.infrastructure.function.FunctionSettings;
import dev.tablecast.infrastructure.function.JavaFunction;
import dev.tablecast.infrastructure.function.Variables;
import dev.tablecast.infrastructure.role.Statement;
import dev.tablecast.infrastructure.stack.Stack;
import dev.tablecast.infrastructure.table.FeedLog;
import dev.tablecast.infrastructure.table.SourceStream;
import dev.tablecast.infrastructure.table.Tables;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The function that logs and broadcasts changes, with its event source mapping and on-failure
 * queue.
 */
public final class StreamTrigger extends ComponentResource {
    private static final String NAME = "stream-trigger";

    private static final String ON_FAILURE = "on-failure";

    /** Retries without a limit, apart from the age of the records. */
    private static final int UNLIMITED = -1;

    /** The longest retention of SQS. */
    private static final Duration RETENTION = Duration.ofDays(14);

    private final Queue onFailure;
    private final JavaFunction function;
    private final EventSourceMapping mapping;

    public StreamTrigger(
            StreamDelivery delivery,
            MessageFormat format,
            FunctionSizes sizes,
            Tables tables,
            FeedLog log,
            StateMachine stateMachine,
            Path jar,
            Stack stack) {
        super("tablecast:infrastructure:StreamTrigger", stack.logical(NAME), stack.parent());
        onFailure =
                new Queue(
                        stack.logical(ON_FAILURE),
                        queue(stack),
                        CustomResourceOptions.builder().parent(this).build());
        function =
                new JavaFunction(
                        NAME,
                        new FunctionSettings(
                                "Appends changes to the log, broadcasts what is in it, and sweeps.",
                                "dev.tablecast.functions.stream.StreamTriggerHandler::handleRequest",
                                sizes.triggerMemoryMegabytes(),
                                sizes.triggerTimeout(),
                                environment(format, log, stateMachine, tables),
                                permissions(log, stateMachine, tables)),
                        jar,
                        stack,
                        this);
        // It hands the lease on to the alias that outlives every generation.
        var handOver =
                function.permit(
                        "hand-over",
                        Statement.allow("lambda:InvokeFunction").on(function.invocableArn()));
        var source = tables.source();
        var generation =
                function.alias(
                        "generation", new Generation(source, delivery, format).description());
        var settings = mapping(delivery, source, generation).tags(stack.tags());
        if (stack.features().mappingMetrics()) {
            // The events that were read are counted, even where there were none: no count means
            // that nobody reads.
            settings.metricsConfig(
                    EventSourceMappingMetricsConfigArgs.builder().metrics("EventCount").build());
        }
        var needed = new ArrayList<Resource>(List.of(function.policy(), handOver));
        function.allowToInvokeItself().ifPresent(needed::add);
        mapping =
                new EventSourceMapping(
                        stack.logical(NAME),
                        settings.build(),
                        CustomResourceOptions.builder().parent(this).dependsOn(needed).build());
        registerOutputs(Map.of("onFailureQueueUrl", onFailure.url()));
    }

    public JavaFunction function() {
        return function;
    }

    /** Returns the function's name in its metrics. */
    public Output<String> mappingId() {
        return mapping.uuid();
    }

    public Queue onFailure() {
        return onFailure;
    }

    private static QueueArgs queue(Stack stack) {
        var queue =
                QueueArgs.builder()
                        .name(stack.of(ON_FAILURE))
                        .messageRetentionSeconds(Math.toIntExact(RETENTION.toSeconds()))
                        .visibilityTimeoutSeconds(
                                Math.toIntExact(DiscardedBatches.VISIBILITY.toSeconds()))
                        .tags(stack.tags());
        stack.governance()
                .kmsKeyArn()
                .ifPresentOrElse(queue::kmsMasterKeyId, () -> queue.sqsManagedSseEnabled(true));
        return queue.build();
    }

    private static Output<Map<String, String>> environment(
            MessageFormat format, FeedLog log, StateMachine stateMachine, Tables tables) {
        var groups =
                new ArrayList<>(
                        List.of(
                                Output.of(format.environment()),
                                log.environment(),
                                Variables.of("STATE_MACHINE_ARN", stateMachine.arn())));
        tables.counts()
                .ifPresent(
                        counts -> {
                            groups.add(
                                    Variables.of("CONNECTIONS_TABLE", tables.connections().name()));
                            groups.add(counts.environment());
                        });
        return Variables.of(groups);
    }

    private List<Statement> permissions(FeedLog log, StateMachine stateMachine, Tables tables) {
        var permissions = new ArrayList<>(delivering(tables.source(), stateMachine));
        permissions.add(log.appending());
        permissions.add(Statement.allow("kms:Decrypt").onAnyOf(tables.source().kmsKeyArns()));
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
                // Knows no narrower resource.
                Statement.allow("dynamodb:ListStreams").onAnything(),
                Statement.allow("states:StartSyncExecution").on(stateMachine.arn()),
                Statement.allow("sqs:SendMessage").on(onFailure.arn()));
    }

    private EventSourceMappingArgs.Builder mapping(
            StreamDelivery delivery, SourceStream source, Alias generation) {
        var mapping =
                EventSourceMappingArgs.builder()
                        .eventSourceArn(source.arn())
                        .functionName(generation.arn())
                        .startingPosition(source.startingPosition())
                        .batchSize(delivery.batchSize())
                        .maximumBatchingWindowInSeconds(delivery.batchWindowSeconds())
                        // Batches of a shard that run at the same time never share an item.
                        .parallelizationFactor(delivery.parallelizationFactor())
                        // A batch comes again as it was, so that its first event finds the
                        // marker and the lease that it left.
                        .bisectBatchOnFunctionError(false)
                        .maximumRetryAttempts(UNLIMITED)
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

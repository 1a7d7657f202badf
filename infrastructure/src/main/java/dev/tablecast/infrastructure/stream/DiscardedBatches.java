package dev.tablecast.infrastructure.stream;

import com.pulumi.aws.lambda.EventSourceMapping;
import com.pulumi.aws.lambda.EventSourceMappingArgs;
import com.pulumi.aws.sfn.StateMachine;
import com.pulumi.aws.sqs.Queue;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.CustomResourceOptions;
import dev.tablecast.infrastructure.configuration.function.FunctionSizes;
import dev.tablecast.infrastructure.function.FunctionSettings;
import dev.tablecast.infrastructure.function.JavaFunction;
import dev.tablecast.infrastructure.function.Variables;
import dev.tablecast.infrastructure.role.Statement;
import dev.tablecast.infrastructure.stack.Stack;
import dev.tablecast.infrastructure.table.FeedLog;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The function that begins a new epoch of the feed when a batch was given up. */
public final class DiscardedBatches extends ComponentResource {
    private static final String NAME = "discarded-batches";

    /** The function waits for one execution of the workflow. */
    public static final Duration TIMEOUT = Duration.ofMinutes(5);

    /**
     * The visibility timeout of the queue. AWS recommends six times the function's timeout: it may
     * be throttled, and tries again, while the message stays hidden.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html">
     *     Creating and configuring an Amazon SQS event source mapping</a>
     */
    static final Duration VISIBILITY = TIMEOUT.multipliedBy(6);

    private final JavaFunction function;

    public DiscardedBatches(
            FunctionSizes sizes,
            Queue onFailure,
            FeedLog log,
            StateMachine stateMachine,
            Path jar,
            Stack stack) {
        super("tablecast:infrastructure:DiscardedBatches", stack.logical(NAME), stack.parent());
        function =
                new JavaFunction(
                        NAME,
                        new FunctionSettings(
                                "Begins a new epoch of the feed when a batch was given up.",
                                "dev.tablecast.functions.discarded.DiscardedBatchHandler::handleRequest",
                                sizes.triggerMemoryMegabytes(),
                                TIMEOUT,
                                Variables.of(
                                        List.of(
                                                Variables.of(
                                                        "STATE_MACHINE_ARN", stateMachine.arn()),
                                                log.environment())),
                                List.of(
                                        Statement.allow(
                                                        "sqs:ReceiveMessage",
                                                        "sqs:DeleteMessage",
                                                        "sqs:GetQueueAttributes")
                                                .on(onFailure.arn()),
                                        Statement.allow("states:StartSyncExecution")
                                                .on(stateMachine.arn()),
                                        log.startingOver())),
                        jar,
                        stack,
                        this);
        new EventSourceMapping(
                stack.logical(NAME),
                EventSourceMappingArgs.builder()
                        .eventSourceArn(onFailure.arn())
                        .functionName(function.invocableArn())
                        // One epoch is enough for everything that was given up by then.
                        .batchSize(10)
                        .tags(stack.tags())
                        .build(),
                CustomResourceOptions.builder().parent(this).dependsOn(function.policy()).build());
        registerOutputs(Map.of("arn", function.invocableArn()));
    }

    public JavaFunction function() {
        return function;
    }
}

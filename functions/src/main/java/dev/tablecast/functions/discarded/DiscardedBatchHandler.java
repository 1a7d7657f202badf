package dev.tablecast.functions.discarded;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.tablecast.functions.aws.AwsClients;
import dev.tablecast.functions.metrics.MetricsLine;
import dev.tablecast.functions.settings.Settings;
import dev.tablecast.functions.snapstart.SnapStart;
import dev.tablecast.functions.workflow.StepFunctionsWorkflow;
import dev.tablecast.functions.workflow.Workflow;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes every connection that was open when a batch of stream records was given up: none of them
 * has its changes, and none would ever know. Their clients reconnect and take what they missed from
 * the table.
 *
 * <p>It consumes the queue to which Lambda sends what it discards. What can't be closed now stays
 * in the queue and is tried again. The function's log says which records of which shard it was, and
 * has the metrics {@code DiscardedBatches}, {@code DiscardedRecords} and {@code Closed}.
 *
 * <p>Its one setting is {@code STATE_MACHINE_ARN}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html">Retaining
 *     discarded batches</a>
 */
public final class DiscardedBatchHandler implements RequestHandler<SQSEvent, @Nullable Void> {
    private final Workflow workflow;
    private final InstantSource clock;
    private final Logger log;

    public DiscardedBatchHandler() {
        this(System.getenv());
        SnapStart.beforeSnapshot(System.getenv(), DiscardedBatchRehearsal::new);
    }

    public DiscardedBatchHandler(Map<String, String> environment) {
        this(environment, LoggerFactory.getLogger(DiscardedBatchHandler.class));
    }

    DiscardedBatchHandler(Map<String, String> environment, Logger log) {
        this(
                new StepFunctionsWorkflow(
                        new AwsClients(environment).stepFunctions(),
                        Settings.read(
                                environment, settings -> settings.required("STATE_MACHINE_ARN"))),
                InstantSource.system(),
                log);
    }

    DiscardedBatchHandler(Workflow workflow, InstantSource clock, Logger log) {
        this.workflow = workflow;
        this.clock = clock;
        this.log = log;
    }

    /**
     * @throws ConnectionsNotClosedException if the workflow failed; the messages stay in the queue
     */
    @Override
    public @Nullable Void handleRequest(SQSEvent event, Context context) {
        List<DiscardedBatch> batches =
                event.getRecords().stream()
                        .map(SQSMessage::getBody)
                        .map(DiscardedBatch::read)
                        .toList();
        batches.forEach(this::log);
        long newest =
                event.getRecords().stream()
                        .map(SQSMessage::getAttributes)
                        .mapToLong(attributes -> Long.parseLong(attributes.get("SentTimestamp")))
                        .max()
                        .orElseThrow();
        switch (workflow.run("{\"messages\":[],\"closeConnectedBefore\":" + newest + "}")) {
            case Workflow.Outcome.Succeeded closed ->
                    context.getLogger().log(metrics(context, batches, closed));
            case Workflow.Outcome.Failed failed ->
                    throw new ConnectionsNotClosedException(failed.execution(), failed.error());
        }
        return null;
    }

    private void log(DiscardedBatch batch) {
        log.atWarn()
                .addKeyValue("shard", batch.shardId())
                .addKeyValue("from", batch.startSequenceNumber())
                .addKeyValue("to", batch.endSequenceNumber())
                .addKeyValue("records", batch.records())
                .addKeyValue("condition", batch.condition())
                .log("A batch was given up; every connection that lacks it is closed");
    }

    private String metrics(
            Context context, List<DiscardedBatch> batches, Workflow.Outcome.Succeeded closed) {
        return new MetricsLine(context.getFunctionName(), clock.instant())
                .count("DiscardedBatches", batches.size())
                .count("DiscardedRecords", batches.stream().mapToInt(DiscardedBatch::records).sum())
                .count("Closed", closed.connections().getOrDefault("closed", 0L))
                .text();
    }
}

package dev.tablecast.functions.stream;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import dev.tablecast.functions.aws.AwsClients;
import dev.tablecast.functions.limits.Recount;
import dev.tablecast.functions.metrics.MetricsLine;
import dev.tablecast.functions.snapstart.SnapStart;
import dev.tablecast.functions.sweep.Sweep;
import dev.tablecast.functions.workflow.StepFunctionsWorkflow;
import dev.tablecast.functions.workflow.Workflow;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * Broadcasts a batch of stream records: one shard's changes, in their order. Invoked by its
 * schedule, it {@linkplain Sweep sweeps} instead.
 *
 * <p>What fails is reported by its sequence number, so that Lambda retries from there and nothing
 * before it is sent again. A failure at the batch's first record is thrown instead: Lambda halves a
 * batch only when the function fails, and so a record that can never be broadcast ends up alone,
 * and its neighbours arrive.
 *
 * <p>Each broadcast leaves a {@link MetricsRecord} in the function's log, and each sweep a line.
 *
 * @see TriggerSettings
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html">Configuring
 *     partial batch response with DynamoDB and Lambda</a>
 */
public final class StreamTriggerHandler
        implements RequestHandler<DynamodbEvent, StreamsEventResponse> {
    private final Broadcaster broadcaster;
    private final Sweep sweep;
    private final InstantSource clock;

    public StreamTriggerHandler() {
        this(System.getenv());
        SnapStart.beforeSnapshot(System.getenv(), BroadcastRehearsal::new);
    }

    public StreamTriggerHandler(Map<String, String> environment) {
        this(environment, TriggerSettings.from(environment), new AwsClients(environment));
    }

    private StreamTriggerHandler(
            Map<String, String> environment, TriggerSettings settings, AwsClients clients) {
        this(
                settings.format(),
                new StepFunctionsWorkflow(clients.stepFunctions(), settings.stateMachineArn()),
                Recount.from(environment, clients::dynamoDb),
                InstantSource.system());
    }

    StreamTriggerHandler(
            MessageFormat format, Workflow workflow, Recount recount, InstantSource clock) {
        this.broadcaster = new Broadcaster(format, workflow);
        this.sweep = new Sweep(workflow, recount);
        this.clock = clock;
    }

    /**
     * @throws BroadcastFailedException if the first record of the batch can't be broadcast
     * @throws dev.tablecast.functions.sweep.SweepFailedException if a sweep failed
     * @throws InvalidRecordException if the event is neither a batch nor the schedule's
     */
    @Override
    public StreamsEventResponse handleRequest(DynamodbEvent event, Context context) {
        List<DynamodbStreamRecord> records = event.getRecords();
        if (StreamRecords.areTheSchedules(records)) {
            sweep.run(
                    () -> new MetricsLine(context.getFunctionName(), clock.instant()),
                    context.getLogger()::log);
            return new StreamsEventResponse(List.of());
        }
        Broadcaster.Report report =
                (broadcast, outcome) ->
                        context.getLogger().log(metrics(broadcast, outcome, context));
        return switch (broadcaster.broadcast(StreamRecords.decode(records), report)) {
            case Delivery.Complete ignored -> new StreamsEventResponse(List.of());
            case Delivery.FailedAt failure -> retryFrom(failure, records.getFirst());
        };
    }

    private String metrics(Broadcast broadcast, Workflow.Outcome outcome, Context context) {
        return new MetricsRecord(context.getFunctionName(), broadcast, outcome, clock.instant())
                .text();
    }

    private static StreamsEventResponse retryFrom(
            Delivery.FailedAt failure, DynamodbStreamRecord first) {
        if (failure.sequenceNumber().equals(first.getDynamodb().getSequenceNumber())) {
            throw new BroadcastFailedException(failure.reason());
        }
        return new StreamsEventResponse(List.of(new BatchItemFailure(failure.sequenceNumber())));
    }
}

package dev.tablecast.functions.stream;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import dev.tablecast.functions.aws.AwsClients;
import dev.tablecast.functions.snapstart.SnapStart;
import dev.tablecast.functions.workflow.StepFunctionsWorkflow;
import dev.tablecast.functions.workflow.Workflow;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * Broadcasts a batch of stream records: one shard's changes, in their order.
 *
 * <p>What fails is reported by its sequence number, so that Lambda retries from there and nothing
 * before it is sent again. A failure at the batch's first record is thrown instead: Lambda halves a
 * batch only when the function fails, and so a record that can never be broadcast ends up alone,
 * and its neighbours arrive.
 *
 * <p>Each broadcast leaves a {@link MetricsRecord} in the function's log.
 *
 * @see TriggerSettings
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html">Configuring
 *     partial batch response with DynamoDB and Lambda</a>
 */
public final class StreamTriggerHandler
        implements RequestHandler<DynamodbEvent, StreamsEventResponse> {
    private final Broadcaster broadcaster;
    private final InstantSource clock;

    public StreamTriggerHandler() {
        this(System.getenv());
        SnapStart.beforeSnapshot(System.getenv(), BroadcastRehearsal::new);
    }

    public StreamTriggerHandler(Map<String, String> environment) {
        this(broadcaster(environment), InstantSource.system());
    }

    StreamTriggerHandler(Broadcaster broadcaster, InstantSource clock) {
        this.broadcaster = broadcaster;
        this.clock = clock;
    }

    private static Broadcaster broadcaster(Map<String, String> environment) {
        var settings = TriggerSettings.from(environment);
        var workflow =
                new StepFunctionsWorkflow(
                        new AwsClients(environment).stepFunctions(), settings.stateMachineArn());
        return new Broadcaster(settings.format(), workflow);
    }

    /**
     * @throws BroadcastFailedException if the first record of the batch can't be broadcast
     */
    @Override
    public StreamsEventResponse handleRequest(DynamodbEvent event, Context context) {
        List<DynamodbStreamRecord> records = event.getRecords();
        Broadcaster.Report report =
                (broadcast, outcome) ->
                        context.getLogger().log(metrics(broadcast, outcome, context));
        return switch (broadcaster.broadcast(StreamRecords.decode(records), report)) {
            case Delivery.Complete ignored -> new StreamsEventResponse(List.of());
            case Delivery.FailedAt failure -> retryFrom(failure, records.getFirst());
        };
    }

    private String metrics(Broadcast broadcast, Workflow.Outcome outcome, Context context) {
        var age = Duration.between(broadcast.oldest(), clock.instant());
        return new MetricsRecord(context.getFunctionName(), broadcast, outcome, age).text();
    }

    private static StreamsEventResponse retryFrom(
            Delivery.FailedAt failure, DynamodbStreamRecord first) {
        if (failure.sequenceNumber().equals(first.getDynamodb().getSequenceNumber())) {
            throw new BroadcastFailedException(failure.reason());
        }
        return new StreamsEventResponse(List.of(new BatchItemFailure(failure.sequenceNumber())));
    }
}

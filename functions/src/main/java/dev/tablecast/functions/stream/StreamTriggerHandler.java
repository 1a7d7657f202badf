package dev.tablecast.functions.stream;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import dev.tablecast.functions.aws.AwsClients;
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
 * @see TriggerSettings
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html">Configuring
 *     partial batch response with DynamoDB and Lambda</a>
 */
public final class StreamTriggerHandler
        implements RequestHandler<DynamodbEvent, StreamsEventResponse> {
    private final Broadcaster broadcaster;

    public StreamTriggerHandler() {
        this(System.getenv());
    }

    public StreamTriggerHandler(Map<String, String> environment) {
        this(broadcaster(environment));
    }

    StreamTriggerHandler(Broadcaster broadcaster) {
        this.broadcaster = broadcaster;
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
        return switch (broadcaster.broadcast(StreamRecords.decode(records))) {
            case Delivery.Complete ignored -> new StreamsEventResponse(List.of());
            case Delivery.FailedAt failure -> retryFrom(failure, records.getFirst());
        };
    }

    private static StreamsEventResponse retryFrom(
            Delivery.FailedAt failure, DynamodbStreamRecord first) {
        if (failure.sequenceNumber().equals(first.getDynamodb().getSequenceNumber())) {
            throw new BroadcastFailedException(failure.reason());
        }
        return new StreamsEventResponse(List.of(new BatchItemFailure(failure.sequenceNumber())));
    }
}

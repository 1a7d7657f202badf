package dev.tablecast.local.cloud.dynamodb;

import dev.tablecast.local.stepfunctions.guard.Refusal;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * A handler that limits the size of requests, because DynamoDB Local reads requests of any size and
 * would exhaust the heap.
 *
 * <p>A request of more than 16 MB is refused, as in DynamoDB. Differs from DynamoDB: a request with
 * more than 200,000 attribute values is refused too, because DynamoDB Local needs half a kilobyte
 * for each, and 8 MB of the shortest values don't fit in 512 MB.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html">BatchWriteItem</a>
 */
final class RequestLimit extends Handler.Wrapper {
    static final int MOST_BYTES = 16 * 1024 * 1024;
    static final int MOST_VALUES = 200_000;

    private static final Duration PATIENCE = Duration.ofSeconds(25);

    private static final Refusal BUSY =
            new Refusal(
                    503,
                    "ServiceUnavailable",
                    "body: too much of the total limit of %d attribute values is used by other requests; try again"
                            .formatted(MOST_VALUES));

    private final Semaphore values = new Semaphore(MOST_VALUES);

    RequestLimit(Handler dynamoDb) {
        super(dynamoDb);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (request.getLength() > MOST_BYTES) {
            Refusal.tooLarge(MOST_BYTES).send(request, response, callback);
            return true;
        }
        byte[] body = Content.Source.asInputStream(request).readNBytes(MOST_BYTES + 1);
        int found = values(body);
        if (body.length > MOST_BYTES) {
            Refusal.tooLarge(MOST_BYTES).send(request, response, callback);
        } else if (found > MOST_VALUES) {
            tooMany(found).send(request, response, callback);
        } else if (values.tryAcquire(found, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            Request.addCompletionListener(request, failure -> values.release(found));
            return super.handle(new ReadRequest(request, body), response, callback);
        } else {
            BUSY.send(request, response, callback);
        }
        return true;
    }

    private static Refusal tooMany(int found) {
        return new Refusal(
                413,
                "RequestTooLarge",
                "body: found about %d attribute values; DynamoDB Local's heap has room for %d"
                        .formatted(found, MOST_VALUES));
    }

    /** Counts braces, because every value is an object; those in strings count too. */
    private static int values(byte[] json) {
        int values = 0;
        for (byte character : json) {
            values += character == '{' ? 1 : 0;
        }
        return values;
    }
}

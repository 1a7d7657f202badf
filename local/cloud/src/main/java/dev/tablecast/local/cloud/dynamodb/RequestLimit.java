package dev.tablecast.local.cloud.dynamodb;

import dev.tablecast.local.stepfunctions.guard.Refusal;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.SizeLimitHandler;
import org.eclipse.jetty.util.Callback;

/**
 * Stands before DynamoDB Local, which reads a body however large it is, and refuses what DynamoDB
 * does: more than 16 MB.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html">BatchWriteItem</a>
 */
final class RequestLimit extends SizeLimitHandler {
    static final int MOST_BYTES = 16 * 1024 * 1024;

    RequestLimit(Handler dynamoDb) {
        super(MOST_BYTES, -1);
        setHandler(dynamoDb);
    }

    /** Only a body without a length is left to the superclass, which counts what is read. */
    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (request.getLength() > MOST_BYTES) {
            Refusal.tooLarge(MOST_BYTES).send(request, response, callback);
            return true;
        }
        return super.handle(request, response, callback);
    }
}

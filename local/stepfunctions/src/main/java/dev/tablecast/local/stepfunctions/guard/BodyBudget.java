package dev.tablecast.local.stepfunctions.guard;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Limits the total size of the request bodies that a server holds at a time. A request whose body
 * exceeds the rest of the budget waits, unread, until others have ended. If that takes too long,
 * the response is 503.
 *
 * <p>A body counts with its {@code Content-Length} until the end of its request. A body without a
 * length, or with one over the handler's limit, counts with that limit.
 */
public final class BodyBudget extends Handler.Wrapper {
    /** The maximum wait, which is below the 30 s after which the AWS SDK gives up. */
    private static final Duration PATIENCE = Duration.ofSeconds(25);

    private final ToIntFunction<Request> largest;
    private final int bytes;
    private final Duration patience;
    private final Semaphore left;

    /**
     * @param largest returns the handler's limit for the body of a request, in bytes
     * @param bytes the budget in bytes
     */
    public BodyBudget(Handler handler, ToIntFunction<Request> largest, int bytes) {
        this(handler, largest, bytes, PATIENCE);
    }

    BodyBudget(Handler handler, ToIntFunction<Request> largest, int bytes, Duration patience) {
        super(handler);
        this.largest = largest;
        this.bytes = bytes;
        this.patience = patience;
        this.left = new Semaphore(bytes);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        int size = size(request);
        if (!left.tryAcquire(size, patience.toMillis(), TimeUnit.MILLISECONDS)) {
            Refusal.busy(bytes).send(request, response, callback);
            return true;
        }
        Request.addCompletionListener(request, failure -> left.release(size));
        return super.handle(request, response, callback);
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.BLOCKING;
    }

    private int size(Request request) {
        int most = Math.min(largest.applyAsInt(request), bytes);
        var headers = request.getHeaders();
        if (headers.contains(HttpHeader.CONTENT_LENGTH)) {
            return (int) Math.min(request.getLength(), most);
        }
        return headers.contains(HttpHeader.TRANSFER_ENCODING) ? most : 0;
    }
}

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
 * Bounds the bytes of request bodies that a listener holds at once. A request whose body doesn't
 * fit waits, unread, until others have ended, and is answered 503 if that takes too long.
 *
 * <p>A body counts as its {@code Content-Length} until its request has been answered; one without a
 * length, and one that is larger than it may be, counts as the largest that the handler behind
 * reads.
 */
public final class BodyBudget extends Handler.Wrapper {
    /** Below the 30 s after which the AWS SDK gives up. */
    private static final Duration PATIENCE = Duration.ofSeconds(25);

    private final ToIntFunction<Request> largest;
    private final int bytes;
    private final Duration patience;
    private final Semaphore left;

    /**
     * @param largest the bytes of a request's body that the handler reads at most
     * @param bytes the bytes that all may have at once
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

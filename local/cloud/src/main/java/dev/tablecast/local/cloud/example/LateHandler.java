package dev.tablecast.local.cloud.example;

import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** A handler that passes requests to a delegate, and answers 503 until the delegate is set. */
final class LateHandler extends Handler.Abstract {
    private final AtomicReference<@Nullable Handler> delegate = new AtomicReference<>();

    void set(Handler handler) {
        delegate.set(handler);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        var handler = delegate.get();
        if (handler == null) {
            Response.writeError(request, response, callback, 503, "Starting: try again");
            return true;
        }
        return handler.handle(request, response, callback);
    }
}

package dev.tablecast.local.cloud.dynamodb;

import java.nio.ByteBuffer;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** A response that the client doesn't get: it gets an error instead. */
final class LostResponse extends Response.Wrapper {
    private final ErrorAnswer instead;

    LostResponse(Request request, Response response, ErrorAnswer instead) {
        super(request, response);
        this.instead = instead;
    }

    @Override
    public void write(boolean last, ByteBuffer content, Callback callback) {
        if (last) {
            getWrapped().reset();
            instead.send(getWrapped(), callback);
        } else {
            callback.succeeded();
        }
    }
}

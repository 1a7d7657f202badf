package dev.tablecast.local.stepfunctions.loopback;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;

/**
 * Resets the TCP connection of an HTTP/1.1 request, to inject the faults that a client sees when a
 * server or the network fails.
 *
 * <p>The client gets an RST instead of an orderly close, which it might take for the end of the
 * response. The request is complete afterwards; none of its response may have been written before.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9293#section-3.10.5">RFC 9293, ABORT call</a>
 */
public final class TcpReset {
    private TcpReset() {}

    /** Resets the connection before the client has read anything. */
    public static void beforeResponse(Request request, Callback callback) {
        reset(endPoint(request), callback);
    }

    /**
     * Writes the beginning of a response, up to the middle of a header, and resets the connection.
     */
    public static void withinResponse(Request request, int status, Callback callback) {
        EndPoint endPoint = endPoint(request);
        String beginning =
                "HTTP/1.1 %d %s\r\nContent-Type: application/j"
                        .formatted(status, HttpStatus.getMessage(status));
        endPoint.write(
                Callback.from(
                        () -> reset(endPoint, callback), failure -> reset(endPoint, callback)),
                ByteBuffer.wrap(beginning.getBytes(StandardCharsets.US_ASCII)));
    }

    private static EndPoint endPoint(Request request) {
        return request.getConnectionMetaData().getConnection().getEndPoint();
    }

    private static void reset(EndPoint endPoint, Callback callback) {
        try {
            if (endPoint.getTransport() instanceof SocketChannel channel) {
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            }
        } catch (IOException e) {
            // The client has disconnected already.
        }
        endPoint.close();
        callback.failed(new EofException("reset"));
    }
}

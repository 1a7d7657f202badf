package shop.board;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The handler of the board's requests: the page's files, {@code POST /api/orders} and {@code POST
 * /api/orders/ID/status}.
 */
public final class BoardHandler extends Handler.Abstract {
    private static final Logger LOG = LoggerFactory.getLogger(BoardHandler.class);
    private static final String ORDERS = "/api/orders";
    private static final Pattern STATUS = Pattern.compile(ORDERS + "/([0-9a-f-]{36})/status");
    private static final int MOST_BYTES = 4_096;

    private final PageFiles files;
    private final Tokens tokens;
    private final Orders orders;

    public BoardHandler(PageFiles files, Tokens tokens, Orders orders) {
        this.files = files;
        this.tokens = tokens;
        this.orders = orders;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback)
            throws IOException {
        if (!request.getMethod().equals("POST")) {
            return files.send(request, response, callback);
        }
        try {
            send(response, callback, 200, json(write(request)));
        } catch (RefusedException e) {
            send(response, callback, e.status(), message(e.getMessage()));
        } catch (IOException | RuntimeException e) {
            LOG.atError().setCause(e).log("A write failed");
            send(response, callback, 500, message("The server failed."));
        }
        return true;
    }

    private Map<String, AttributeValue> write(Request request) throws IOException {
        var caller = tokens.verify(request.getHeaders().get(HttpHeader.AUTHORIZATION));
        var path = Request.getPathInContext(request);
        var status = STATUS.matcher(path);
        if (path.equals(ORDERS)) {
            return orders.place(caller, NewOrder.of(fields(request)));
        } else if (status.matches()) {
            return orders.move(caller, Move.of(status.group(1), fields(request)));
        }
        throw new RefusedException(404, path + ": not found");
    }

    private static Fields fields(Request request) throws IOException {
        try (var body = Content.Source.asInputStream(request)) {
            var bytes = body.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new RefusedException(413, "body: must be at most " + MOST_BYTES + " bytes");
            }
            return Fields.parse(new String(bytes, StandardCharsets.UTF_8));
        }
    }

    /** Returns the fields of a written order that the page needs; the feed brings the others. */
    private static ObjectNode json(Map<String, AttributeValue> item) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("status", item.get("status").s())
                .put("version", Long.parseLong(item.get("version").n()));
    }

    private static ObjectNode message(String text) {
        return JsonNodeFactory.instance.objectNode().put("message", text);
    }

    private static void send(Response response, Callback callback, int status, ObjectNode json) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        Content.Sink.write(response, true, json.toString(), callback);
    }
}

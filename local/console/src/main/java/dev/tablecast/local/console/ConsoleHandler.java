package dev.tablecast.local.console;

import java.io.IOException;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The handler of {@code /}, {@code /console/*} and {@code /api/*}. It leaves every other path to
 * the next handler.
 *
 * <p>The handler blocks while DynamoDB answers. Its server must support WebSockets.
 */
public final class ConsoleHandler extends Handler.Abstract {
    private static final Logger LOG = LoggerFactory.getLogger(ConsoleHandler.class);
    private static final String ASSETS = "/console/";

    private final BooleanSupplier isReady;
    private final Api api;
    private final EventsUpgrade events;

    public ConsoleHandler(ConsoleParts parts) {
        this.isReady = parts.isReady();
        this.api = new Api(parts);
        this.events = new EventsUpgrade(api.topics());
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String path = Request.getPathInContext(request);
        if (!path.equals("/") && !path.startsWith(ASSETS) && !path.startsWith("/api/")) {
            return false;
        }
        try {
            if (path.startsWith("/api/") && !isReady.getAsBoolean()) {
                throw new ApiException(
                        503,
                        "Starting",
                        "The local cloud is still starting: try again in a moment");
            }
            if (path.equals(EventsUpgrade.PATH)) {
                events.answer(request, response, callback, getServer());
            } else {
                reply(path, request).send(response, callback);
            }
        } catch (ApiException e) {
            e.reply().send(response, callback);
        }
        return true;
    }

    private Reply reply(String path, Request request) {
        try {
            return path.startsWith("/api/") ? api.answer(request) : asset(path, request);
        } catch (ApiException e) {
            return e.reply();
        } catch (IOException | RuntimeException e) {
            if (e instanceof HttpException malformed) {
                return Reply.error(malformed.getCode(), "InvalidRequest", malformed.getReason());
            }
            LOG.error("The console failed to answer {} {}", request.getMethod(), path, e);
            return Reply.error(500, "InternalError", "The console failed; see the log.");
        }
    }

    private static Reply asset(String path, Request request) {
        if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
            return Reply.methodNotAllowed(request.getMethod(), path, "GET, HEAD");
        }
        String name = path.equals("/") ? "index.html" : path.substring(ASSETS.length());
        return Assets.find(name)
                .orElseThrow(() -> new ApiException(404, "NotFound", path + ": no such file"));
    }
}

package dev.tablecast.local.console;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;
import java.util.function.Supplier;
import org.eclipse.jetty.server.Request;

/** The paths under {@code /api/}. {@code docs/console-api.md} documents them. */
final class Api {
    private final Map<String, Endpoint> endpoints;
    private final Map<String, Supplier<ObjectNode>> topics;

    Api(ConsoleParts parts) {
        var system = new SystemEndpoint(parts.system());
        var connections =
                new ConnectionsEndpoint(
                        parts.connections(), parts.connectionLog(), parts.connectionRows());
        var executions = new ExecutionsEndpoint(parts.stepFunctions());
        var generator = new GeneratorEndpoint(parts.generator());
        var log = new LogEndpoint(parts.log());
        endpoints =
                Map.of(
                        "system", system,
                        "items", new ItemsEndpoint(parts.items()),
                        "connections", connections,
                        "generator", generator,
                        "executions", executions,
                        "log", log,
                        "resources", new ResourcesEndpoint(parts.resources()));
        topics =
                Map.of(
                        "system", system::json,
                        "connections", connections::json,
                        "generator", generator::json,
                        "executions", executions::json,
                        "log", log::json);
    }

    /**
     * Answers a request.
     *
     * @throws ApiException if the path, the method or the input is invalid
     */
    Reply answer(Request request) throws IOException {
        Call call = Call.of(request);
        Endpoint endpoint = endpoints.get(call.endpoint());
        if (endpoint == null) {
            throw call.notFound();
        }
        return endpoint.answer(call);
    }

    /** Returns the answers that a page can watch, by the name of their endpoint. */
    Map<String, Supplier<ObjectNode>> topics() {
        return topics;
    }
}

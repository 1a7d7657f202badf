package dev.tablecast.local.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** {@code /api/generator}: reads and sets the load of the {@link Generator}. */
record GeneratorEndpoint(Generator generator) implements Endpoint {
    private static final String SHAPE =
            "body: must be {\"clients\":0,\"changesPerSecond\":0,\"faults\":false}, with"
                    + " integers and true or false";

    @Override
    public Reply answer(Call call) throws IOException {
        if (!call.arguments().isEmpty()) {
            throw call.notFound();
        }
        return switch (call.method()) {
            case "GET", "HEAD" -> Reply.json(json());
            case "PUT" -> {
                Body.checkType(call.request());
                generator.set(load(Body.json(call.request())));
                yield Reply.json(json());
            }
            default -> call.methodNotAllowed("GET, HEAD, PUT");
        };
    }

    ObjectNode json() {
        Generator.State state = generator.state();
        return JsonNodeFactory.instance
                .objectNode()
                .put("clients", state.load().clients())
                .put("changesPerSecond", state.load().changesPerSecond())
                .put("faults", state.load().faults())
                .put("connected", state.connected())
                .put("received", state.received())
                .put("lost", state.lost())
                .put("written", state.written())
                .put("writtenPerSecond", state.writtenPerSecond())
                .put("problem", state.problem());
    }

    private static Generator.Load load(JsonNode json) {
        JsonNode clients = json.path("clients");
        JsonNode changes = json.path("changesPerSecond");
        JsonNode faults = json.path("faults");
        if (json.size() != 3 || !clients.isInt() || !changes.isInt() || !faults.isBoolean()) {
            throw ApiException.invalid(SHAPE);
        }
        return new Generator.Load(clients.intValue(), changes.intValue(), faults.booleanValue());
    }
}

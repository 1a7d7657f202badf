package dev.tablecast.local.cloud.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** {@code /api/generator}: clients, changes and faults on demand. */
record GeneratorEndpoint(Generator generator) implements Endpoint {
    private static final String SHAPE =
            "body: may only be {\"clients\":0,\"changesPerSecond\":0,\"faults\":false}, with"
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
                generator.set(settings(Body.json(call.request())));
                yield Reply.json(json());
            }
            default -> call.methodNotAllowed("GET, HEAD, PUT");
        };
    }

    ObjectNode json() {
        Generator.State state = generator.state();
        return JsonNodeFactory.instance
                .objectNode()
                .put("clients", state.settings().clients())
                .put("changesPerSecond", state.settings().changesPerSecond())
                .put("faults", state.settings().faults())
                .put("connected", state.connected())
                .put("received", state.received())
                .put("lost", state.lost())
                .put("written", state.written())
                .put("writtenPerSecond", state.writtenPerSecond())
                .put("problem", state.problem());
    }

    private static Generator.Settings settings(JsonNode json) {
        JsonNode clients = json.path("clients");
        JsonNode changes = json.path("changesPerSecond");
        JsonNode faults = json.path("faults");
        if (json.size() != 3 || !clients.isInt() || !changes.isInt() || !faults.isBoolean()) {
            throw ApiException.invalid(SHAPE);
        }
        return new Generator.Settings(
                clients.intValue(), changes.intValue(), faults.booleanValue());
    }
}

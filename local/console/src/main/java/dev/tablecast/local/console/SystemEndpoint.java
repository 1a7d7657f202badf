package dev.tablecast.local.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Supplier;

/** {@code /api/system}: the endpoints and settings of the local cloud. */
record SystemEndpoint(Supplier<LocalSystem> system) implements Endpoint {
    @Override
    public Reply answer(Call call) {
        if (!call.arguments().isEmpty()) {
            throw call.notFound();
        }
        return call.reads() ? Reply.json(json()) : call.methodNotAllowed("GET, HEAD");
    }

    ObjectNode json() {
        LocalSystem now = system.get();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("webSocketUrl", now.webSocketUrl().toString());
        json.put("managementEndpoint", now.managementEndpoint().toString());
        json.put("dynamoDbEndpoint", now.dynamoDbEndpoint().toString());
        json.put("stepFunctionsEndpoint", now.stepFunctionsEndpoint().toString());
        ObjectNode table = json.putObject("sourceTable").put("name", now.sourceTable().name());
        ArrayNode key = table.putArray("key");
        for (SourceTable.KeyAttribute attribute : now.sourceTable().key()) {
            key.addObject().put("name", attribute.name()).put("type", attribute.type().name());
        }
        json.put("connectionsTable", now.connectionsTable());
        json.put("auth", now.auth());
        json.put("messageFormat", now.messageFormat());
        json.put("openConnections", now.openConnections());
        return json;
    }
}

package dev.tablecast.local.cloud.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tablecast.local.cloud.gateway.api.Integration;
import dev.tablecast.local.cloud.gateway.api.Route;
import dev.tablecast.local.cloud.lambda.LambdaFunction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A function that records its events, with scripted answers. */
final class ScriptedFunction implements LambdaFunction {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Function<JsonNode, Result> script;
    private final List<JsonNode> events = new CopyOnWriteArrayList<>();

    private ScriptedFunction(Function<JsonNode, Result> script) {
        this.script = script;
    }

    static ScriptedFunction of(Function<JsonNode, Result> script) {
        return new ScriptedFunction(script);
    }

    static ScriptedFunction answering(String json) {
        return of(event -> payload(json));
    }

    static ScriptedFunction ok() {
        return answering("{\"statusCode\":200}");
    }

    static Payload payload(String json) {
        return new Payload(json.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Result invoke(byte[] event) {
        try {
            JsonNode json = JSON.readTree(event);
            events.add(json);
            return script.apply(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<JsonNode> events() {
        return List.copyOf(events);
    }

    Route on(String routeKey) {
        return new Route(routeKey, new Integration.LambdaProxy(this), false);
    }

    Route answeringOn(String routeKey) {
        return new Route(routeKey, new Integration.LambdaProxy(this), true);
    }
}

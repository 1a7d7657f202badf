package dev.tablecast.bench.fanout;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tablecast.bench.broadcast.LoggedChange;
import dev.tablecast.local.cloud.lambda.FunctionLog;
import dev.tablecast.local.cloud.lambda.HandlerFunction;
import dev.tablecast.local.cloud.lambda.LambdaFunction;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Ours: {@code PostHandler} with the settings that users get, called as Lambda calls it, by bytes
 * of JSON, once for all connections.
 */
final class PostHandlerPosts implements Posts {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final URI stage;
    private final int concurrency;
    private final LoggedChange change;
    private @Nullable LambdaFunction handler;
    private String text = "";

    /**
     * @param concurrency how many posts are under way at a time
     * @param change the one that is posted, as a text of its own
     */
    PostHandlerPosts(URI stage, int concurrency, LoggedChange change) {
        this.stage = stage;
        this.concurrency = concurrency;
        this.change = change;
    }

    /** Returns the function of a stack whose messages are this text. */
    private LambdaFunction handler(String message) {
        if (handler == null || !message.equals(text)) {
            text = message;
            handler =
                    HandlerFunction.load(
                            "arn:aws:lambda:us-east-1:000000000000:function:post",
                            "dev.tablecast.functions.post.PostHandler::handleRequest",
                            LambdaEnvironment.with(variables(message)),
                            TIMEOUT,
                            FunctionLog.SLF4J);
        }
        return handler;
    }

    private Map<String, String> variables(String message) {
        var variables = new HashMap<>(change.environment());
        variables.put("CONNECTIONS_ENDPOINT", stage.toString());
        variables.put("POST_CONCURRENCY", Integer.toString(concurrency));
        variables.put("MESSAGE_FORMAT", "TEXT");
        variables.put("TEXT_TEMPLATE", message);
        return variables;
    }

    @Override
    public void post(List<String> connectionIds, String message) {
        switch (handler(message).invoke(event(connectionIds))) {
            case LambdaFunction.Payload payload -> requireDelivered(payload, connectionIds.size());
            case LambdaFunction.FunctionError error ->
                    throw new IllegalStateException("PostHandler failed with " + error.type());
            case LambdaFunction.Throttled throttled ->
                    throw new IllegalStateException("nobody throttles here");
        }
    }

    private static void requireDelivered(LambdaFunction.Payload payload, int connections) {
        try {
            int delivered = JSON.readTree(payload.bytes()).at("/counts/delivered").intValue();
            if (delivered != connections) {
                throw new IllegalStateException(
                        "PostHandler delivered %d of %d posts".formatted(delivered, connections));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("PostHandler didn't answer with JSON", e);
        }
    }

    private byte[] event(List<String> connectionIds) {
        var bytes = new ByteArrayOutputStream(128 * connectionIds.size());
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeArrayFieldStart("connections");
            for (String id : connectionIds) {
                json.writeStartObject();
                writeAttribute(json, "ConnectionId", "S", id);
                writeAttribute(json, "Terms", "S", "1.mwro18jf.");
                writeAttribute(json, "ExpiresAt", "N", "4102444800");
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeStringField("feed", change.feed());
            json.writeStringField("epoch", change.epoch());
            json.writeNumberField("from", change.number());
            json.writeNumberField("to", change.number());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void writeAttribute(JsonGenerator json, String name, String type, String value)
            throws IOException {
        json.writeObjectFieldStart(name);
        json.writeStringField(type, value);
        json.writeEndObject();
    }
}

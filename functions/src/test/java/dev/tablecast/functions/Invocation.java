package dev.tablecast.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Invokes handlers as Lambda's runtime does: bytes in, its own serialization, bytes out. */
public final class Invocation {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Invocation() {}

    /** Returns the answer of a handler to an event. */
    public static <I, O> JsonNode invoke(RequestHandler<I, O> handler, JsonNode event) {
        return invoke(handler, event, new TestContext());
    }

    public static <I, O> JsonNode invoke(
            RequestHandler<I, O> handler, JsonNode event, Context context) {
        PojoSerializer<I> input = eventSerializer(handler);
        I decoded = input.fromJson(event.toString());
        return encode(handler.handleRequest(decoded, context));
    }

    public static JsonNode event(String name) {
        try (InputStream json = Invocation.class.getResourceAsStream("/events/" + name + ".json")) {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static JsonNode json(String text) {
        try {
            return JSON.readTree(text.startsWith("{'") ? text.replace('\'', '"') : text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode encode(@Nullable Object answer) {
        if (answer == null) {
            return JSON.nullNode();
        }
        var bytes = new ByteArrayOutputStream();
        @SuppressWarnings("unchecked")
        var serializer =
                (PojoSerializer<Object>)
                        (LambdaEventSerializers.isLambdaSupportedEvent(answer.getClass().getName())
                                ? LambdaEventSerializers.serializerFor(
                                        answer.getClass(), Invocation.class.getClassLoader())
                                : JacksonFactory.getInstance().getSerializer(answer.getClass()));
        serializer.toJson(answer, bytes);
        try {
            return JSON.readTree(bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static <I> PojoSerializer<I> eventSerializer(RequestHandler<I, ?> handler) {
        Method method =
                Arrays.stream(handler.getClass().getMethods())
                        .filter(m -> m.getName().equals("handleRequest") && !m.isBridge())
                        .findFirst()
                        .orElseThrow();
        Class<?> type = method.getParameterTypes()[0];
        return (PojoSerializer<I>)
                (LambdaEventSerializers.isLambdaSupportedEvent(type.getName())
                        ? LambdaEventSerializers.serializerFor(
                                type, Invocation.class.getClassLoader())
                        : JacksonFactory.getInstance()
                                .getSerializer(method.getGenericParameterTypes()[0]));
    }
}

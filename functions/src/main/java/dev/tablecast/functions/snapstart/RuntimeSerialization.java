package dev.tablecast.functions.snapstart;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Invokes a handler as Lambda's Java runtime does: JSON is made the event, and what the handler
 * returns is made JSON, by classes that the runtime brings and that aren't in the jar.
 */
final class RuntimeSerialization {
    private RuntimeSerialization() {}

    /** Returns what the handler returns. */
    @SuppressWarnings("unchecked")
    static <I, O> O invoke(RequestHandler<I, O> handler, String event, Context context) {
        Method method = handleRequest(handler);
        var json = new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8));
        I input = (I) serializer(method.getGenericParameterTypes()[0]).fromJson(json);
        O output = handler.handleRequest(input, context);
        serializer(method.getGenericReturnType()).toJson(output, new ByteArrayOutputStream());
        return output;
    }

    private static Method handleRequest(RequestHandler<?, ?> handler) {
        return Arrays.stream(handler.getClass().getMethods())
                .filter(method -> method.getName().equals("handleRequest") && !method.isBridge())
                .findFirst()
                .orElseThrow();
    }

    @SuppressWarnings("unchecked")
    private static PojoSerializer<Object> serializer(Type type) {
        if (type instanceof Class<?> event
                && LambdaEventSerializers.isLambdaSupportedEvent(event.getName())) {
            return LambdaEventSerializers.serializerFor(
                    (Class<Object>) event, event.getClassLoader());
        }
        return JacksonFactory.getInstance().getSerializer(type);
    }
}

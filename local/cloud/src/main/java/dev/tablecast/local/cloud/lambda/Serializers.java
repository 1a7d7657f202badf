package dev.tablecast.local.cloud.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import java.lang.reflect.Method;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Serializers, chosen like in the runtime: one for the event's type if there is one, else Jackson.
 */
final class Serializers {
    private Serializers() {}

    @SuppressWarnings("unchecked")
    static PojoSerializer<Object> input(RequestHandler<?, ?> handler) {
        Method method =
                Arrays.stream(handler.getClass().getMethods())
                        .filter(Serializers::isEntryPoint)
                        .findFirst()
                        .orElseThrow();
        Class<?> event = method.getParameterTypes()[0];
        return (PojoSerializer<Object>)
                (LambdaEventSerializers.isLambdaSupportedEvent(event.getName())
                        ? LambdaEventSerializers.serializerFor(event, event.getClassLoader())
                        : JacksonFactory.getInstance()
                                .getSerializer(method.getGenericParameterTypes()[0]));
    }

    private static boolean isEntryPoint(Method method) {
        return method.getName().equals("handleRequest")
                && !method.isBridge()
                && method.getParameterCount() == 2
                && method.getParameterTypes()[1] == Context.class;
    }

    @SuppressWarnings("unchecked")
    static PojoSerializer<Object> output(@Nullable Object answer) {
        Class<?> type = answer == null ? Object.class : answer.getClass();
        return (PojoSerializer<Object>)
                (LambdaEventSerializers.isLambdaSupportedEvent(type.getName())
                        ? LambdaEventSerializers.serializerFor(type, type.getClassLoader())
                        : JacksonFactory.getInstance().getSerializer(type));
    }
}

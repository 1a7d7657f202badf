package dev.tablecast.local.cloud.lambda;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;

/** A factory of handlers. */
final class Handlers {
    private static final String METHOD = "::handleRequest";

    private Handlers() {}

    @SuppressWarnings("unchecked")
    static RequestHandler<Object, Object> load(String handler, Map<String, String> environment) {
        try {
            Class<?> type = Class.forName(className(handler));
            return (RequestHandler<Object, Object>)
                    type.asSubclass(RequestHandler.class)
                            .getConstructor(Map.class)
                            .newInstance(environment);
        } catch (InvocationTargetException e) {
            throw failed(handler, e.getCause());
        } catch (ExceptionInInitializerError e) {
            throw failed(handler, e.getCause());
        } catch (ReflectiveOperationException | ClassCastException | LinkageError e) {
            throw new InvalidHandlerException(
                    "handler %s: it must name a RequestHandler whose constructor takes the environment as a Map, such as dev.example.SomeHandler::handleRequest"
                            .formatted(handler),
                    e);
        }
    }

    private static InvalidHandlerException failed(String handler, Throwable cause) {
        String reason = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        return new InvalidHandlerException("handler %s: %s".formatted(handler, reason), cause);
    }

    private static String className(String handler) {
        return handler.endsWith(METHOD)
                ? handler.substring(0, handler.length() - METHOD.length())
                : handler;
    }
}

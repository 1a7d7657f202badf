package dev.tablecast.local.cloud.provision;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.Map;

/** A handler that returns its environment. */
public final class EchoHandler implements RequestHandler<Object, Map<String, String>> {
    static final String HANDLER = EchoHandler.class.getName() + "::handleRequest";

    private final Map<String, String> environment;

    public EchoHandler(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public Map<String, String> handleRequest(Object event, Context context) {
        return environment;
    }
}

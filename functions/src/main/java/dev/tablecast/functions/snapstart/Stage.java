package dev.tablecast.functions.snapstart;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The replacement of AWS in a rehearsal.
 *
 * @param endpoint the address of the service on this machine that answers all requests
 * @param environment the function's, with every service at the endpoint, and without credentials:
 *     they are asked for, as after a restore
 */
public record Stage(URI endpoint, Map<String, String> environment) {
    private static final Set<String> CREDENTIALS =
            Set.of("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN");

    /** Row access is decided by a client's claims, of which a rehearsal has none. */
    private static final Set<String> CONDITIONS = Set.of("ROW_ACCESS");

    public Stage {
        environment = Map.copyOf(environment);
    }

    static Stage at(URI endpoint, Map<String, String> environment) {
        var without = new HashMap<>(environment);
        without.keySet().removeAll(CREDENTIALS);
        without.keySet().removeAll(CONDITIONS);
        return new Stage(endpoint, without)
                .with("AWS_ENDPOINT_URL_DYNAMODB", endpoint.toString())
                .with("AWS_ENDPOINT_URL_SFN", endpoint.toString());
    }

    /** The same with a variable of the function's own that is another in a rehearsal. */
    public Stage with(String variable, String value) {
        var changed = new HashMap<>(environment);
        changed.put(variable, value);
        return new Stage(endpoint, changed);
    }

    /**
     * Invokes a handler as Lambda does, with an event in JSON; the invocation's log is thrown away.
     */
    public <I, O> O invoke(RequestHandler<I, O> handler, String event) {
        return RuntimeSerialization.invoke(handler, event, new RehearsedInvocation());
    }
}

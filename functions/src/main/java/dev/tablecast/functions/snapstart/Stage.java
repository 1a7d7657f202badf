package dev.tablecast.functions.snapstart;

import com.amazonaws.services.lambda.runtime.Context;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/**
 * What a rehearsal finds in place of AWS.
 *
 * @param endpoint where everything is answered, on this machine
 * @param environment the function's, with every service at the endpoint and invented credentials
 */
public record Stage(URI endpoint, Map<String, String> environment) {
    public Stage {
        environment = Map.copyOf(environment);
    }

    static Stage at(URI endpoint, Map<String, String> environment) {
        return new Stage(endpoint, environment)
                .with("AWS_ACCESS_KEY_ID", "rehearsal")
                .with("AWS_SECRET_ACCESS_KEY", "rehearsal")
                .with("AWS_ENDPOINT_URL_DYNAMODB", endpoint.toString())
                .with("AWS_ENDPOINT_URL_SFN", endpoint.toString());
    }

    /** The same with a variable of the function's own that is another in a rehearsal. */
    public Stage with(String variable, String value) {
        var changed = new HashMap<>(environment);
        changed.put(variable, value);
        return new Stage(endpoint, changed);
    }

    /** An invocation whose log is thrown away. */
    public Context context() {
        return new RehearsedInvocation();
    }
}

package dev.tablecast.local.cloud.provision;

import dev.tablecast.local.cloud.lambda.FunctionLog;
import dev.tablecast.local.cloud.lambda.HandlerFunction;
import dev.tablecast.local.cloud.lambda.InvalidHandlerException;
import dev.tablecast.local.cloud.lambda.InvocationFaults;
import dev.tablecast.local.cloud.lambda.LambdaFunction;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** {@code aws:lambda/function:Function}: a handler in this process. */
public final class Functions implements ResourceType {
    private static final int DEFAULT_TIMEOUT_SECONDS = 3;

    private final Supplier<Map<String, String>> localEnvironment;
    private final InvocationFaults faults;
    private final FunctionLog log;
    private final Map<String, LambdaFunction> byArn = new ConcurrentHashMap<>();

    /**
     * @param localEnvironment what every function finds in its environment here: Region,
     *     credentials and the local endpoints; asked when a function is made
     */
    public Functions(
            Supplier<Map<String, String>> localEnvironment,
            InvocationFaults faults,
            FunctionLog log) {
        this.localEnvironment = localEnvironment;
        this.faults = faults;
        this.log = log;
    }

    @Override
    public Map<String, Object> provision(Resource resource) {
        String name = resource.optionalText("name").orElse(resource.name());
        String arn = Arns.function(name);
        var environment = new HashMap<String, String>();
        resource.child("environment")
                .ifPresent(block -> environment.putAll(block.textMap("variables")));
        environment.putAll(localEnvironment.get());
        environment.put("AWS_LAMBDA_FUNCTION_NAME", name);
        Duration timeout = Duration.ofSeconds(resource.integer("timeout", DEFAULT_TIMEOUT_SECONDS));
        try {
            var function =
                    HandlerFunction.load(arn, resource.text("handler"), environment, timeout, log);
            byArn.put(arn, faults.around(name, function));
        } catch (InvalidHandlerException e) {
            throw new UnsupportedResourceException(
                    "%s \"%s\": %s".formatted(resource.type(), resource.name(), e.getMessage()), e);
        }
        return resource.outputs(
                "name", name, "arn", arn, "invokeArn", Arns.functionInvocation(arn));
    }

    /** Finds a function by its ARN or name. */
    public Optional<LambdaFunction> find(String arnOrName) {
        String arn = arnOrName.startsWith("arn:") ? arnOrName : Arns.function(arnOrName);
        return Optional.ofNullable(byArn.get(arn));
    }

    /** Finds the function that an integration's URI names. */
    Optional<LambdaFunction> findByInvocation(String uri) {
        return byArn.entrySet().stream()
                .filter(entry -> Arns.functionInvocation(entry.getKey()).equals(uri))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}

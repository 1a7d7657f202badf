package dev.tablecast.local.cloud.provision;

import dev.tablecast.local.cloud.calls.AwsCalls;
import dev.tablecast.local.cloud.calls.Callers;
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

/**
 * {@code aws:lambda/function:Function}: a handler in this process; {@code aws:lambda/alias:Alias}:
 * another address of it.
 *
 * <p>What is published is version 1, and there is no other: every start is the first deployment.
 */
public final class Functions implements ResourceType {
    private static final int DEFAULT_TIMEOUT_SECONDS = 3;
    private static final String UNPUBLISHED = "$LATEST";
    private static final String PUBLISHED = "1";

    private final Supplier<Map<String, String>> localEnvironment;
    private final InvocationFaults faults;
    private final FunctionLog log;
    private final Map<String, LambdaFunction> byArn = new ConcurrentHashMap<>();
    private final Map<String, String> roles = new ConcurrentHashMap<>();
    private final Callers callers;

    /**
     * @param localEnvironment what every function finds in its environment here: Region,
     *     credentials and the local endpoints; asked when a function is made
     */
    public Functions(
            Supplier<Map<String, String>> localEnvironment,
            InvocationFaults faults,
            FunctionLog log) {
        this(localEnvironment, faults, log, new Callers(AwsCalls.NONE));
    }

    /**
     * @param callers who gives each function the access key of its role
     */
    public Functions(
            Supplier<Map<String, String>> localEnvironment,
            InvocationFaults faults,
            FunctionLog log,
            Callers callers) {
        this.callers = callers;
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
        resource.optionalText("role")
                .ifPresent(
                        role -> {
                            roles.put(arn, role);
                            environment.put("AWS_ACCESS_KEY_ID", callers.accessKeyId(role));
                        });
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
                "name",
                name,
                "arn",
                arn,
                "invokeArn",
                Arns.functionInvocation(arn),
                "version",
                version(resource));
    }

    Map<String, Object> alias(Resource resource) {
        String functionName = resource.text("functionName");
        LambdaFunction function =
                find(functionName)
                        .orElseThrow(
                                () ->
                                        resource.unsupported(
                                                "functionName",
                                                functionName,
                                                "the functions of this program"));
        String version = resource.text("functionVersion");
        if (!version.equals(PUBLISHED)) {
            throw resource.unsupported(
                    "functionVersion", version, "the version that was published, " + PUBLISHED);
        }
        if (resource.child("routingConfig").isPresent()) {
            throw resource.unsupported("routingConfig", "set", "aliases of one version");
        }
        String name = resource.optionalText("name").orElse(resource.name());
        String arn = Arns.function(functionName + ":" + name);
        byArn.put(arn, function);
        Optional.ofNullable(roles.get(Arns.ofFunction(functionName)))
                .ifPresent(role -> roles.put(arn, role));
        return resource.outputs(
                "name", name, "arn", arn, "invokeArn", Arns.functionInvocation(arn));
    }

    private static String version(Resource resource) {
        return resource.flag("publish") ? PUBLISHED : UNPUBLISHED;
    }

    /** Finds a function by its ARN or name, or by those of its alias. */
    public Optional<LambdaFunction> find(String arnOrName) {
        return Optional.ofNullable(byArn.get(Arns.ofFunction(arnOrName)));
    }

    /** The role in whose name a function calls AWS, and Lambda reads what is mapped to it. */
    public Optional<String> role(String arnOrName) {
        return Optional.ofNullable(roles.get(Arns.ofFunction(arnOrName)));
    }

    /** Finds the function that an integration's URI names. */
    Optional<LambdaFunction> findByInvocation(String uri) {
        return byArn.entrySet().stream()
                .filter(entry -> Arns.functionInvocation(entry.getKey()).equals(uri))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}

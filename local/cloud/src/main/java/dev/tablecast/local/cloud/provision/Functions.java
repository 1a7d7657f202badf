package dev.tablecast.local.cloud.provision;

import dev.tablecast.local.cloud.calls.AwsCalls;
import dev.tablecast.local.cloud.calls.Callers;
import dev.tablecast.local.cloud.lambda.FunctionLog;
import dev.tablecast.local.cloud.lambda.HandlerFunction;
import dev.tablecast.local.cloud.lambda.InvalidHandlerException;
import dev.tablecast.local.cloud.lambda.InvocationFaults;
import dev.tablecast.local.cloud.lambda.InvokedArn;
import dev.tablecast.local.cloud.lambda.LambdaFunction;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * {@code aws:lambda/function:Function}: a handler in this process; {@code aws:lambda/alias:Alias}:
 * another address of it, of which there may be several. A function learns by which of them it was
 * invoked.
 *
 * <p>What is published is version 1, and there is no other: every start is the first deployment.
 */
public final class Functions implements ResourceType {
    private static final int DEFAULT_TIMEOUT_SECONDS = 3;
    private static final String PUBLISHED = "1";

    private final Supplier<Map<String, String>> localEnvironment;
    private final InvocationFaults faults;
    private final FunctionLog log;
    private final Map<String, HandlerFunction> handlers = new ConcurrentHashMap<>();
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
            handlers.put(arn, function);
            byArn.put(arn, faults.around(name, function));
            publish(arn, InvokedArn.LATEST, InvokedArn.LATEST);
            if (resource.flag("publish")) {
                publish(arn, PUBLISHED, PUBLISHED);
            }
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
        String functionArn = known(resource, "functionName");
        String version = resource.text("functionVersion");
        if (!version.equals(PUBLISHED)) {
            throw resource.unsupported(
                    "functionVersion", version, "the version that was published, " + PUBLISHED);
        }
        if (resource.child("routingConfig").isPresent()) {
            throw resource.unsupported("routingConfig", "set", "aliases of one version");
        }
        String name = resource.optionalText("name").orElse(resource.name());
        String arn = publish(functionArn, name, version);
        return resource.outputs(
                "name", name, "arn", arn, "invokeArn", Arns.functionInvocation(arn));
    }

    /** {@code aws:lambda/functionRecursionConfig:FunctionRecursionConfig}. */
    Map<String, Object> recursion(Resource resource) {
        known(resource, "functionName");
        String loop = resource.text("recursiveLoop");
        if (!loop.equals("Allow")) {
            throw resource.unsupported(
                    "recursiveLoop", loop, "Allow, because it stops no function that calls itself");
        }
        return resource.outputs();
    }

    /** Returns the ARN of a function that an input names, without a qualifier. */
    private String known(Resource resource, String input) {
        String name = resource.text(input);
        String arn = Arns.ofFunction(name);
        if (!handlers.containsKey(arn)) {
            throw resource.unsupported(input, name, "the functions of this program");
        }
        return arn;
    }

    /** Makes a function known by a qualifier, and returns its ARN with it. */
    private String publish(String functionArn, String qualifier, String version) {
        String arn = functionArn + ":" + qualifier;
        HandlerFunction function = handlers.get(functionArn);
        byArn.put(
                arn,
                faults.around(
                        Arns.functionName(functionArn),
                        function.invokedAs(new InvokedArn(arn, version))));
        Optional.ofNullable(roles.get(functionArn)).ifPresent(role -> roles.put(arn, role));
        return arn;
    }

    private static String version(Resource resource) {
        return resource.flag("publish") ? PUBLISHED : InvokedArn.LATEST;
    }

    /** Finds a function by its ARN or name, with or without an alias or a version behind it. */
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

package dev.tablecast.local.cloud.provision;

import dev.tablecast.local.cloud.calls.Callers;
import dev.tablecast.local.cloud.lambda.FunctionLog;
import dev.tablecast.local.cloud.lambda.HandlerFunction;
import dev.tablecast.local.cloud.lambda.InvalidHandlerException;
import dev.tablecast.local.cloud.lambda.InvokedArn;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * {@code aws:lambda/function:Function}: a handler in this process; {@code aws:lambda/alias:Alias}:
 * another ARN of it, of which there may be several. A function gets the ARN of its invocation.
 *
 * <p>The published version is 1, and there is no other: every start is the first deployment.
 */
public final class FunctionResources implements ResourceType {
    private static final int DEFAULT_TIMEOUT_SECONDS = 3;
    private static final String PUBLISHED = "1";

    private final Functions functions;
    private final Map<String, String> localEnvironment;
    private final FunctionLog log;
    private final Callers callers;

    /**
     * @param functions gets every function
     * @param localEnvironment the variables that every function has on this machine: Region,
     *     credentials and local endpoints
     * @param callers provides the access key of each role
     */
    public FunctionResources(
            Functions functions,
            Map<String, String> localEnvironment,
            FunctionLog log,
            Callers callers) {
        this.functions = functions;
        this.localEnvironment = Map.copyOf(localEnvironment);
        this.log = log;
        this.callers = callers;
    }

    @Override
    public Map<String, Object> provision(Resource resource) {
        String name = resource.optionalText("name").orElse(resource.name());
        String arn = Arns.function(name);
        Optional<String> role = resource.optionalText("role");
        functions.add(name, function(resource, arn, environment(resource, name, role)), role);
        if (resource.flag("publish")) {
            functions.publish(arn, PUBLISHED, PUBLISHED);
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

    private Map<String, String> environment(Resource resource, String name, Optional<String> role) {
        var environment = new HashMap<String, String>();
        resource.child("environment")
                .ifPresent(block -> environment.putAll(block.textMap("variables")));
        environment.putAll(localEnvironment);
        environment.put("AWS_LAMBDA_FUNCTION_NAME", name);
        role.ifPresent(found -> environment.put("AWS_ACCESS_KEY_ID", callers.accessKeyId(found)));
        return environment;
    }

    private HandlerFunction function(
            Resource resource, String arn, Map<String, String> environment) {
        Duration timeout = Duration.ofSeconds(resource.integer("timeout", DEFAULT_TIMEOUT_SECONDS));
        try {
            return HandlerFunction.load(arn, resource.text("handler"), environment, timeout, log);
        } catch (InvalidHandlerException e) {
            throw new UnsupportedResourceException(
                    "%s \"%s\": %s".formatted(resource.type(), resource.name(), e.getMessage()), e);
        }
    }

    Map<String, Object> alias(Resource resource) {
        String functionArn = known(resource, "functionName");
        String version = resource.text("functionVersion");
        if (!version.equals(PUBLISHED)) {
            throw resource.unsupported(
                    "functionVersion", version, "the published version, " + PUBLISHED);
        }
        if (resource.child("routingConfig").isPresent()) {
            throw resource.unsupported("routingConfig", "set", "aliases of one version");
        }
        String name = resource.optionalText("name").orElse(resource.name());
        String arn = functions.publish(functionArn, name, version);
        return resource.outputs(
                "name", name, "arn", arn, "invokeArn", Arns.functionInvocation(arn));
    }

    /** Checks a {@code aws:lambda/functionRecursionConfig:FunctionRecursionConfig}. */
    Map<String, Object> recursion(Resource resource) {
        known(resource, "functionName");
        String loop = resource.text("recursiveLoop");
        if (!loop.equals("Allow")) {
            throw resource.unsupported(
                    "recursiveLoop", loop, "Allow, because it stops no function that calls itself");
        }
        return resource.outputs();
    }

    /** Returns the ARN of the function in an input, without a qualifier. */
    private String known(Resource resource, String input) {
        String name = resource.text(input);
        String arn = Arns.ofFunction(name);
        if (!functions.has(arn)) {
            throw resource.unsupported(input, name, "the functions of this program");
        }
        return arn;
    }

    private static String version(Resource resource) {
        return resource.flag("publish") ? PUBLISHED : InvokedArn.LATEST;
    }
}

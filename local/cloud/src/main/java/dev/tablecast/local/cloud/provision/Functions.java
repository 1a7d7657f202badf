package dev.tablecast.local.cloud.provision;

import dev.tablecast.local.cloud.lambda.HandlerFunction;
import dev.tablecast.local.cloud.lambda.InvocationFaults;
import dev.tablecast.local.cloud.lambda.InvokedArn;
import dev.tablecast.local.cloud.lambda.LambdaFunction;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The functions of the Pulumi program by their ARNs, with and without a qualifier. It is empty
 * until the program has run.
 */
public final class Functions {
    private final InvocationFaults faults;
    private final Map<String, HandlerFunction> handlers = new ConcurrentHashMap<>();
    private final Map<String, LambdaFunction> byArn = new ConcurrentHashMap<>();
    private final Map<String, String> roles = new ConcurrentHashMap<>();

    /**
     * @param faults the faults of every function
     */
    public Functions(InvocationFaults faults) {
        this.faults = faults;
    }

    void add(String name, HandlerFunction function, Optional<String> role) {
        String arn = function.arn();
        role.ifPresent(found -> roles.put(arn, found));
        handlers.put(arn, function);
        byArn.put(arn, faults.around(name, function));
        publish(arn, InvokedArn.LATEST, InvokedArn.LATEST);
    }

    /** Adds a qualifier to a function, and returns its ARN with the qualifier. */
    String publish(String functionArn, String qualifier, String version) {
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

    /** Returns whether there is a function with an ARN without a qualifier. */
    boolean has(String arn) {
        return handlers.containsKey(arn);
    }

    /** Finds a function by its ARN or name, with or without a qualifier. */
    public Optional<LambdaFunction> find(String arnOrName) {
        return Optional.ofNullable(byArn.get(Arns.ofFunction(arnOrName)));
    }

    /** Finds the execution role of a function, which is also that of its event source mappings. */
    public Optional<String> role(String arnOrName) {
        return Optional.ofNullable(roles.get(Arns.ofFunction(arnOrName)));
    }

    /** Finds the function in the URI of an integration. */
    Optional<LambdaFunction> findByInvocation(String uri) {
        return byArn.entrySet().stream()
                .filter(entry -> Arns.functionInvocation(entry.getKey()).equals(uri))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}

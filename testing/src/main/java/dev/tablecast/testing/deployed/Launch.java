package dev.tablecast.testing.deployed;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The options of a {@link DeployedFunction}.
 *
 * @param name the function's logical name in the Pulumi program
 * @param handler the class of the handler
 * @param variables the function's environment variables
 * @param jar the jar with all functions
 * @param environment the variables that Lambda adds to the function's: Region, credentials,
 *     endpoints
 * @param jvmOptions extra options of the JVM
 * @param prefix the beginning of the command, before {@code java}; may be empty
 * @param folder the folder of its logs: {@code post.log} and, if requested, {@code
 *     post-classes.log}
 * @param logsClasses whether it logs every class that it loads
 * @param snapshot whether it starts as with SnapStart, and waits at its snapshot
 */
public record Launch(
        String name,
        String handler,
        Map<String, String> variables,
        Path jar,
        Map<String, String> environment,
        List<String> jvmOptions,
        List<String> prefix,
        Path folder,
        boolean logsClasses,
        boolean snapshot) {
    /** The JVM option of SnapStart's hooks in Lambda's runtime. */
    private static final String HOOKS = "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac";

    public Launch {
        variables = Map.copyOf(variables);
        environment = Map.copyOf(environment);
        jvmOptions = List.copyOf(jvmOptions);
        prefix = List.copyOf(prefix);
    }

    /**
     * Returns the defaults: no SnapStart, all cores, the JVM's own options.
     *
     * @param name the function's logical name in the Pulumi program
     * @param inputs the inputs that the program gives the function
     */
    public static Launch of(
            String name,
            Map<String, Object> inputs,
            Path jar,
            Map<String, String> environment,
            Path folder) {
        return new Launch(
                name,
                String.valueOf(inputs.get("handler")),
                variables(inputs),
                jar,
                environment,
                List.of(),
                List.of(),
                folder,
                false,
                false);
    }

    private static Map<String, String> variables(Map<String, Object> inputs) {
        var variables = new HashMap<String, String>();
        if (inputs.get("environment") instanceof Map<?, ?> environment
                && environment.get("variables") instanceof Map<?, ?> values) {
            values.forEach((key, value) -> variables.put(key.toString(), value.toString()));
        }
        return variables;
    }

    public Launch withJvmOptions(List<String> more) {
        return new Launch(
                name,
                handler,
                variables,
                jar,
                environment,
                Stream.concat(jvmOptions.stream(), more.stream()).toList(),
                prefix,
                folder,
                logsClasses,
                snapshot);
    }

    public Launch withPrefix(List<String> value) {
        return new Launch(
                name,
                handler,
                variables,
                jar,
                environment,
                jvmOptions,
                value,
                folder,
                logsClasses,
                snapshot);
    }

    public Launch withClassLog() {
        return new Launch(
                name,
                handler,
                variables,
                jar,
                environment,
                jvmOptions,
                prefix,
                folder,
                true,
                snapshot);
    }

    /**
     * Returns these options with SnapStart, with which credentials come from an endpoint of the
     * container.
     *
     * @param credentials the endpoint that returns {@code AccessKeyId} and so on
     */
    public Launch forSnapshot(URI credentials) {
        var changed = new HashMap<>(environment);
        changed.keySet().removeIf(variable -> variable.matches("AWS_.*KEY.*|AWS_.*TOKEN"));
        changed.put("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
        changed.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", credentials.toString());
        changed.put("AWS_CONTAINER_AUTHORIZATION_TOKEN", "any");
        return new Launch(
                        name,
                        handler,
                        variables,
                        jar,
                        changed,
                        jvmOptions,
                        prefix,
                        folder,
                        logsClasses,
                        true)
                .withJvmOptions(List.of(HOOKS));
    }

    Path log() {
        return folder.resolve(name + ".log");
    }

    Path classLog() {
        return folder.resolve(name + "-classes.log");
    }
}

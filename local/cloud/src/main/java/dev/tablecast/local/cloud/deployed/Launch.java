package dev.tablecast.local.cloud.deployed;

import dev.tablecast.local.cloud.provision.Resource;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The options of a {@link DeployedFunction}.
 *
 * @param function the resource of the Pulumi program, with its handler and its variables
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
        Resource function,
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
        environment = Map.copyOf(environment);
        jvmOptions = List.copyOf(jvmOptions);
        prefix = List.copyOf(prefix);
    }

    /** Returns the defaults: no SnapStart, all cores, the JVM's own options. */
    public static Launch of(
            Resource function, Path jar, Map<String, String> environment, Path folder) {
        return new Launch(function, jar, environment, List.of(), List.of(), folder, false, false);
    }

    public Launch withJvmOptions(List<String> more) {
        return new Launch(
                function,
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
                function, jar, environment, jvmOptions, value, folder, logsClasses, snapshot);
    }

    public Launch withClassLog() {
        return new Launch(function, jar, environment, jvmOptions, prefix, folder, true, snapshot);
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
        return new Launch(function, jar, changed, jvmOptions, prefix, folder, logsClasses, true)
                .withJvmOptions(List.of(HOOKS));
    }

    Path log() {
        return folder.resolve(function.name() + ".log");
    }

    Path classLog() {
        return folder.resolve(function.name() + "-classes.log");
    }
}

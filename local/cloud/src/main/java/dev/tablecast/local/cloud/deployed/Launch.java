package dev.tablecast.local.cloud.deployed;

import dev.tablecast.local.cloud.provision.Resource;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How a function is started.
 *
 * @param function as the Pulumi program registers it: its handler and its variables
 * @param jar with all functions
 * @param environment what Lambda adds to the function's variables: Region, credentials, endpoints
 * @param jvmOptions of its JVM, beside those that it can't do without
 * @param prefix what the command begins with, before {@code java}; empty for nothing
 * @param folder where its log goes: {@code post.log} and, where it is asked for, {@code
 *     post-classes.log}
 * @param logsClasses whether it writes down every class that it loads
 * @param snapshot whether it starts as for SnapStart, and waits where that takes its snapshot
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
    /** As in Lambda's own runtime. */
    private static final String HOOKS = "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac";

    public Launch {
        environment = Map.copyOf(environment);
        jvmOptions = List.copyOf(jvmOptions);
        prefix = List.copyOf(prefix);
    }

    /** Without SnapStart, on all cores, with the JVM's defaults. */
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
     * As for SnapStart: its credentials come from an endpoint of the container.
     *
     * @param credentials answers with {@code AccessKeyId} and so on
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

package dev.tablecast.local.cloud.endtoend;

import dev.tablecast.local.cloud.provision.Resource;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A function as Lambda runs it: the jar that {@code pulumi up} uploads, under AWS's own runtime
 * interface client, with the handler and the environment that the Pulumi program gives it.
 */
final class DeployedFunction implements AutoCloseable {
    static final Path JAR =
            Path.of(System.getProperty("tablecast.project"), "functions/target/functions.jar");

    private static final Path LOGS = Path.of("target");

    /** What the managed runtime brings itself. */
    private static final List<String> RUNTIME =
            List.of(
                    "aws-lambda-java-runtime-interface-client-",
                    "aws-lambda-java-core-",
                    "aws-lambda-java-serialization-");

    private final String name;
    private final RuntimeApi api;
    private final Process process;
    private final long startedNanos;

    private Optional<Duration> initialization = Optional.empty();
    private Optional<Duration> firstInvocation = Optional.empty();

    private DeployedFunction(String name, RuntimeApi api, Process process, long startedNanos) {
        this.name = name;
        this.api = api;
        this.process = process;
        this.startedNanos = startedNanos;
    }

    static DeployedFunction start(TestSystem system, String name) throws IOException {
        var function = start(system, name, List.of(), system.cloud().functionEnvironment());
        function.api.initialized().orTimeout(60, TimeUnit.SECONDS).join();
        function.initialization =
                Optional.of(Duration.ofNanos(System.nanoTime() - function.startedNanos));
        return function;
    }

    /**
     * Starts it as for a snapshot, and waits until that could be taken. Its credentials come from
     * an endpoint, as with SnapStart they do.
     */
    static DeployedFunction startForSnapshot(TestSystem system, String name, URI credentials)
            throws IOException, InterruptedException {
        var environment = new HashMap<>(system.cloud().functionEnvironment());
        environment.keySet().removeIf(variable -> variable.matches("AWS_.*KEY.*|AWS_.*TOKEN"));
        environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
        environment.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", credentials.toString());
        environment.put("AWS_CONTAINER_AUTHORIZATION_TOKEN", "any");
        var function =
                start(
                        system,
                        name,
                        // As in Lambda's own runtime.
                        List.of("-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac"),
                        environment);
        function.api.awaitCheckpoint();
        return function;
    }

    private static DeployedFunction start(
            TestSystem system,
            String name,
            List<String> jvmOptions,
            Map<String, String> environment)
            throws IOException {
        if (!Files.exists(JAR)) {
            throw new AssertionError(
                    JAR + " isn't there; ./mvnw -pl functions package -DskipTests makes it");
        }
        Resource function = system.function(name);
        var api = new RuntimeApi();
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("-Xlog:class+load:file=" + classLog(name));
        command.addAll(jvmOptions);
        command.add("-classpath");
        command.add(runtime() + File.pathSeparator + JAR);
        command.add("com.amazonaws.services.lambda.runtime.api.client.AWSLambda");
        command.add(function.inputs().get("handler").toString());
        var builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().putAll(variables(function));
        builder.environment().put("AWS_LAMBDA_RUNTIME_API", api.address());
        builder.environment().put("AWS_LAMBDA_FUNCTION_NAME", name);
        builder.redirectErrorStream(true).redirectOutput(log(name).toFile());
        long started = System.nanoTime();
        Process process = builder.start();
        process.onExit().thenRun(() -> api.ended("the function has ended; see " + log(name)));
        return new DeployedFunction(name, api, process, started);
    }

    /** From the start of its process, JVM included, until it asked for its first event. */
    Duration initialization() {
        return initialization.orElseThrow();
    }

    /** How long the first event took. */
    Duration firstInvocation() {
        return firstInvocation.orElseThrow();
    }

    /** What it has written. */
    String log() throws IOException {
        return Files.readString(log(name));
    }

    /** The classes that it has loaded, a line each. */
    List<String> classes() throws IOException {
        return Files.readAllLines(classLog(name));
    }

    private static Path log(String name) {
        return LOGS.resolve(name + ".log");
    }

    private static Path classLog(String name) {
        return LOGS.resolve(name + "-classes.log");
    }

    void restore() {
        api.restore();
    }

    String invoke(String event) throws InterruptedException {
        long started = System.nanoTime();
        String answer = api.invoke(event);
        if (firstInvocation.isEmpty()) {
            firstInvocation = Optional.of(Duration.ofNanos(System.nanoTime() - started));
        }
        return answer;
    }

    private static Map<String, String> variables(Resource function) {
        var variables = new HashMap<String, String>();
        if (function.inputs().get("environment") instanceof Map<?, ?> environment
                && environment.get("variables") instanceof Map<?, ?> values) {
            values.forEach((name, value) -> variables.put(name.toString(), value.toString()));
        }
        return variables;
    }

    private static String runtime() {
        Stream<String> classpath =
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator));
        return classpath
                .filter(entry -> RUNTIME.stream().anyMatch(entry::contains))
                .collect(Collectors.joining(File.pathSeparator));
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
        api.close();
    }
}

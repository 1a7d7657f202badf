package dev.tablecast.local.cloud.deployed;

import dev.tablecast.local.cloud.provision.Resource;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A function as Lambda runs it: the jar that {@code pulumi up} uploads, under AWS's own runtime
 * interface client, with the handler and the environment that the Pulumi program gives it.
 *
 * <p>That client must be on this process's class path. It keeps its native part in one file, so
 * that functions have to start one after the other.
 */
public final class DeployedFunction implements AutoCloseable {
    /** What the managed runtime brings itself. */
    private static final List<String> RUNTIME =
            List.of(
                    "aws-lambda-java-runtime-interface-client-",
                    "aws-lambda-java-core-",
                    "aws-lambda-java-serialization-");

    private final Launch launch;
    private final RuntimeApi api;
    private final Process process;
    private final long startedNanos;
    private final List<Duration> invocations = new ArrayList<>();

    private Duration initialization = Duration.ZERO;

    private DeployedFunction(Launch launch, RuntimeApi api, Process process, long startedNanos) {
        this.launch = launch;
        this.api = api;
        this.process = process;
        this.startedNanos = startedNanos;
    }

    /**
     * Starts it and returns when it asks for its first event or, for a snapshot, when that could be
     * taken.
     *
     * @throws DeployedFunctionException if the jar isn't there, or the function doesn't get there
     */
    public static DeployedFunction start(Launch launch) throws IOException, InterruptedException {
        if (!Files.exists(launch.jar())) {
            throw new DeployedFunctionException(
                    launch.jar()
                            + " isn't there; ./mvnw -pl functions package -DskipTests makes it");
        }
        var api = new RuntimeApi();
        var builder = new ProcessBuilder(command(launch));
        builder.environment().clear();
        builder.environment().putAll(launch.environment());
        builder.environment().putAll(variables(launch.function()));
        builder.environment().put("AWS_LAMBDA_RUNTIME_API", api.address());
        builder.environment().put("AWS_LAMBDA_FUNCTION_NAME", launch.function().name());
        builder.redirectErrorStream(true).redirectOutput(launch.log().toFile());
        long started = System.nanoTime();
        Process process = builder.start();
        process.onExit().thenRun(() -> api.ended("the function has ended; see " + launch.log()));
        var function = new DeployedFunction(launch, api, process, started);
        function.awaitInitialized();
        return function;
    }

    private static List<String> command(Launch launch) {
        var command = new ArrayList<>(launch.prefix());
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        if (launch.logsClasses()) {
            command.add("-Xlog:class+load:file=" + launch.classLog());
        }
        command.addAll(launch.jvmOptions());
        command.add("-classpath");
        command.add(runtime() + File.pathSeparator + launch.jar());
        command.add("com.amazonaws.services.lambda.runtime.api.client.AWSLambda");
        command.add(String.valueOf(launch.function().inputs().get("handler")));
        return command;
    }

    private void awaitInitialized() throws InterruptedException {
        try {
            if (launch.snapshot()) {
                api.awaitCheckpoint();
            } else {
                api.initialized().orTimeout(60, TimeUnit.SECONDS).join();
            }
            initialization = Duration.ofNanos(System.nanoTime() - startedNanos);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** From the start of its process, JVM included, until {@link #start} returned. */
    public Duration initialization() {
        return initialization;
    }

    /** How long each event took so far. */
    public List<Duration> invocations() {
        return List.copyOf(invocations);
    }

    /** What it has written. */
    public String log() throws IOException {
        return Files.readString(launch.log());
    }

    /** The classes that it has loaded so far, a line each, where it was launched to log them. */
    public List<String> classes() throws IOException {
        return Files.readAllLines(launch.classLog());
    }

    /**
     * Lets it go on as if its snapshot had been restored, and returns when it asks for its first
     * event.
     */
    public void restore() {
        api.restore();
        api.initialized().orTimeout(60, TimeUnit.SECONDS).join();
    }

    /** Invokes it from now on by this ARN, such as that of an alias; unqualified by default. */
    public void invokedAs(String arn) {
        api.invokedAs(arn);
    }

    /**
     * Returns what the function answers: its response, or the error that it reports.
     *
     * @throws DeployedFunctionException if it doesn't within a minute
     */
    public String invoke(String event) throws InterruptedException {
        long started = System.nanoTime();
        String answer = api.invoke(event);
        invocations.add(Duration.ofNanos(System.nanoTime() - started));
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

package dev.tablecast.testing.deployed;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A function in a process of its own, as on Lambda: the jar that {@code pulumi up} uploads, under
 * AWS's runtime interface client, with the handler and the environment from the Pulumi program.
 *
 * <p>That client must be on this process's class path. It extracts its native part to one file, so
 * functions must start one after the other.
 */
public final class DeployedFunction implements AutoCloseable {
    /** The jars that the managed runtime provides. */
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
     * Starts a function. Returns when it asks for its first event or, for SnapStart, when it is
     * ready for its snapshot.
     *
     * @throws DeployedFunctionException if there is no jar, or the function doesn't start
     */
    public static DeployedFunction start(Launch launch) throws IOException, InterruptedException {
        if (!Files.exists(launch.jar())) {
            throw new DeployedFunctionException(
                    launch.jar()
                            + " not found; ./mvnw -pl functions package -DskipTests builds it");
        }
        var api = new RuntimeApi();
        var builder = new ProcessBuilder(command(launch));
        builder.environment().clear();
        builder.environment().putAll(launch.environment());
        builder.environment().putAll(launch.variables());
        builder.environment().put("AWS_LAMBDA_RUNTIME_API", api.address());
        builder.environment().put("AWS_LAMBDA_FUNCTION_NAME", launch.name());
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
        command.add(launch.handler());
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

    /** Returns the time from the start of its process until {@link #start} returned. */
    public Duration initialization() {
        return initialization;
    }

    /** Returns the duration of each invocation. */
    public List<Duration> invocations() {
        return List.copyOf(invocations);
    }

    /** Returns its output. */
    public String log() throws IOException {
        return Files.readString(launch.log());
    }

    /** Returns the classes that it has loaded, one per line, if it was launched to log them. */
    public List<String> classes() throws IOException {
        return Files.readAllLines(launch.classLog());
    }

    /** Continues as if its snapshot had been restored. Returns when it asks for its first event. */
    public void restore() {
        api.restore();
        api.initialized().orTimeout(60, TimeUnit.SECONDS).join();
    }

    /** Sets the ARN of the next invocations, such as an alias's; without a qualifier by default. */
    public void invokedAs(String arn) {
        api.invokedAs(arn);
    }

    /**
     * Invokes the function, and returns its response or the error that it reports.
     *
     * @throws DeployedFunctionException if there is no answer within a minute
     */
    public String invoke(String event) throws InterruptedException {
        long started = System.nanoTime();
        String answer = api.invoke(event);
        invocations.add(Duration.ofNanos(System.nanoTime() - started));
        return answer;
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

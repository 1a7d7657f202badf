package dev.tablecast.local.cloud.endtoend;

import dev.tablecast.local.cloud.provision.Resource;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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

    private final RuntimeApi api;
    private final Process process;

    private final Duration initialization;
    private Optional<Duration> firstInvocation = Optional.empty();

    private DeployedFunction(RuntimeApi api, Process process, Duration initialization) {
        this.api = api;
        this.process = process;
        this.initialization = initialization;
    }

    static DeployedFunction start(TestSystem system, String name) throws IOException {
        if (!Files.exists(JAR)) {
            throw new AssertionError(
                    JAR + " isn't there; ./mvnw -pl functions package -DskipTests makes it");
        }
        Resource function = system.function(name);
        var api = new RuntimeApi();
        var builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-classpath",
                        runtime() + File.pathSeparator + JAR,
                        "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
                        function.inputs().get("handler").toString());
        builder.environment().clear();
        builder.environment().putAll(system.cloud().functionEnvironment());
        builder.environment().putAll(variables(function));
        builder.environment().put("AWS_LAMBDA_RUNTIME_API", api.address());
        builder.environment().put("AWS_LAMBDA_FUNCTION_NAME", name);
        builder.redirectErrorStream(true).redirectOutput(LOGS.resolve(name + ".log").toFile());
        long started = System.nanoTime();
        Process process = builder.start();
        process.onExit()
                .thenRun(
                        () ->
                                api.ended(
                                        "the function has ended; see "
                                                + LOGS.resolve(name + ".log")));
        api.initialized().orTimeout(60, TimeUnit.SECONDS).join();
        return new DeployedFunction(api, process, Duration.ofNanos(System.nanoTime() - started));
    }

    /** From the start of its process, JVM included, until it asked for its first event. */
    Duration initialization() {
        return initialization;
    }

    /** How long the first event took. */
    Duration firstInvocation() {
        return firstInvocation.orElseThrow();
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

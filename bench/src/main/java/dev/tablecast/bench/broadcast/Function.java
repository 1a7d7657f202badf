package dev.tablecast.bench.broadcast;

import dev.tablecast.local.cloud.LocalCloud;
import dev.tablecast.local.cloud.lambda.HandlerFunction;
import dev.tablecast.local.cloud.lambda.LambdaFunction;
import dev.tablecast.local.cloud.provision.Resource;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/** A function of the Pulumi program, in this process, with some of its environment replaced. */
public final class Function {
    private final int memoryMegabytes;
    private final Map<String, String> environment;
    private final LambdaFunction handler;
    private final AtomicReference<String> log = new AtomicReference<>("");

    /** What came of an invocation. */
    public record Answer(byte[] payload, Invocation invocation) {}

    public Function(Resource resource, Map<String, String> environment) {
        var all = new HashMap<String, String>();
        if (resource.inputs().get("environment") instanceof Map<?, ?> block
                && block.get("variables") instanceof Map<?, ?> variables) {
            variables.forEach((name, value) -> all.put(name.toString(), value.toString()));
        }
        all.putAll(environment);
        this.environment = Map.copyOf(all);
        memoryMegabytes = number(resource, "memorySize");
        handler =
                HandlerFunction.load(
                        "arn:aws:lambda:us-east-1:000000000000:function:" + resource.name(),
                        resource.inputs().get("handler").toString(),
                        all,
                        Duration.ofSeconds(number(resource, "timeout")),
                        (name, text) -> log.accumulateAndGet(text, String::concat));
    }

    /** Returns the function of a running system that has this name in the Pulumi program. */
    public static Function of(LocalCloud cloud, String name, Map<String, String> environment) {
        return cloud.resources().stream()
                .filter(resource -> resource.type().equals("aws:lambda/function:Function"))
                .filter(resource -> resource.name().equals(name))
                .findFirst()
                .map(resource -> new Function(resource, environment))
                .orElseThrow();
    }

    private static int number(Resource resource, String input) {
        return ((Number) resource.inputs().get(input)).intValue();
    }

    /** Returns the function itself. */
    public LambdaFunction handler() {
        return handler;
    }

    /** Returns its environment. */
    public Map<String, String> environment() {
        return environment;
    }

    /** Returns the value of a variable of its environment. */
    String variable(String name) {
        return Objects.requireNonNull(environment.get(name), name);
    }

    int memoryMegabytes() {
        return memoryMegabytes;
    }

    /**
     * @throws IllegalStateException if the function fails
     */
    public Answer invoke(byte[] event) {
        log.set("");
        long start = System.nanoTime();
        return switch (handler.invoke(event)) {
            case LambdaFunction.Payload payload -> {
                var duration = Duration.ofNanos(System.nanoTime() - start);
                yield new Answer(
                        payload.bytes(),
                        new Invocation(duration, event.length, payload.bytes().length, log.get()));
            }
            case LambdaFunction.FunctionError error ->
                    throw new IllegalStateException(
                            new String(error.payload(), StandardCharsets.UTF_8));
            case LambdaFunction.Throttled throttled ->
                    throw new IllegalStateException("nobody throttles here");
        };
    }
}

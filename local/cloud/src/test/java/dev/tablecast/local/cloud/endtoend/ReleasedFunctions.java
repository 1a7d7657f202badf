package dev.tablecast.local.cloud.endtoend;

import dev.tablecast.local.cloud.lambda.InvocationFaults;
import dev.tablecast.local.cloud.lambda.LambdaFunction;
import dev.tablecast.testing.deployed.DeployedFunction;
import dev.tablecast.testing.deployed.Launch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The functions of two releases, of which each function has one at a time: that of this build runs
 * in the local cloud's process, that of the other from its own jar, as Lambda runs it.
 */
final class ReleasedFunctions implements InvocationFaults, AutoCloseable {
    private final Map<String, DeployedFunction> others = new HashMap<>();
    private final Map<String, ReentrantLock> locks = new HashMap<>();
    private final Set<String> fromOther = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> invocations = new ConcurrentHashMap<>();

    /** Starts the other release's function, and lets it answer from now on. */
    void start(String name, Launch launch) throws IOException, InterruptedException {
        locks.put(name, new ReentrantLock());
        others.put(name, DeployedFunction.start(launch));
        useOther(name);
    }

    /** Invokes the other release's function by the ARN of an alias. */
    void invokeOtherAs(String name, String arn) {
        others.get(name).invokedAs(arn);
    }

    void useOther(String name) {
        fromOther.add(name);
    }

    void useThis(String name) {
        fromOther.remove(name);
    }

    /** Returns how many invocations the other release's function has answered. */
    int answeredByOther(String name) {
        return invocations.getOrDefault(name, 0);
    }

    @Override
    public Fault before(String functionName, byte[] event) {
        return new None();
    }

    @Override
    public LambdaFunction around(String functionName, LambdaFunction function) {
        return event ->
                fromOther.contains(functionName)
                        ? invokeOther(functionName, event)
                        : function.invoke(event);
    }

    /** One instance serves one event at a time; Lambda would start another. */
    private LambdaFunction.Result invokeOther(String name, byte[] event) {
        ReentrantLock lock = locks.get(name);
        lock.lock();
        try {
            String answer = others.get(name).invoke(new String(event, StandardCharsets.UTF_8));
            invocations.merge(name, 1, Integer::sum);
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            return answer.startsWith("{\"errorMessage\"")
                    ? new LambdaFunction.FunctionError("Error", bytes)
                    : new LambdaFunction.Payload(bytes);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new LambdaFunction.Throttled();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        others.values().forEach(DeployedFunction::close);
    }
}

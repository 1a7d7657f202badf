package dev.tablecast.bench.system;

import dev.tablecast.local.cloud.Faults;
import dev.tablecast.local.cloud.gateway.management.ManagementFaults;
import dev.tablecast.local.cloud.lambda.InvocationFaults;
import dev.tablecast.local.cloud.lambda.LambdaFunction;
import dev.tablecast.local.stepfunctions.api.ExecutionFaults;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Notes when a broadcast passes from part to part, where tests let these parts fail. Here none
 * does: all that it costs is a look at the clock.
 */
final class Probe implements InvocationFaults {
    private static final String TRIGGER = "stream-trigger";
    private static final String POST = "post";

    private final Map<String, Queue<Post>> posts = new ConcurrentHashMap<>();
    private volatile long batchEnded = System.nanoTime();
    private volatile Broadcast current = new Broadcast(batchEnded, batchEnded);

    /** A text's arrival at the gateway. */
    record Post(Broadcast broadcast, long nanoTime) {}

    Faults faults() {
        return Faults.NONE
                .withInvocations(this)
                .withExecutions(this::started)
                .withConnections(this::called);
    }

    /** The oldest post to a connection that hasn't been asked for. */
    Optional<Post> nextPost(String connectionId) {
        return Optional.ofNullable(of(connectionId).poll());
    }

    @Override
    public Fault before(String functionName, byte[] event) {
        return new None();
    }

    @Override
    public LambdaFunction around(String functionName, LambdaFunction function) {
        if (functionName.contains(TRIGGER)) {
            return event -> {
                current = new Broadcast(batchEnded, System.nanoTime());
                try {
                    return function.invoke(event);
                } finally {
                    batchEnded = System.nanoTime();
                }
            };
        }
        if (functionName.contains(POST)) {
            return event -> {
                current.post(System.nanoTime());
                return function.invoke(event);
            };
        }
        return function;
    }

    private ExecutionFaults.Fault started(ExecutionFaults.Call call) {
        if (!current.start(System.nanoTime())) {
            current = current.next();
            current.start(System.nanoTime());
        }
        return new ExecutionFaults.None();
    }

    private ManagementFaults.Fault called(ManagementFaults.Call call) {
        if (call.method().equals("POST")) {
            of(call.connectionId()).add(new Post(current, System.nanoTime()));
        }
        return new ManagementFaults.None();
    }

    private Queue<Post> of(String connectionId) {
        return posts.computeIfAbsent(connectionId, id -> new ConcurrentLinkedQueue<>());
    }
}

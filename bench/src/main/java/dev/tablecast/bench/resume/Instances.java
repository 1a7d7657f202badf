package dev.tablecast.bench.resume;

import dev.tablecast.local.cloud.lambda.InvocationFaults;
import dev.tablecast.local.cloud.lambda.LambdaFunction;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * An instance of a function's handler for each concurrent invocation, as on Lambda: what one keeps
 * in memory is of no use to another.
 *
 * @param most the largest number of instances of a function; more invocations wait
 * @param loading makes an instance of the function with a name
 */
final class Instances implements InvocationFaults {
    private final int most;
    private final Function<String, LambdaFunction> loading;
    private final Map<String, Pool> pools = new ConcurrentHashMap<>();

    Instances(int most, Function<String, LambdaFunction> loading) {
        this.most = most;
        this.loading = loading;
    }

    /** The instances of a function. */
    private final class Pool {
        private final BlockingQueue<LambdaFunction> idle = new ArrayBlockingQueue<>(most);
        private final AtomicInteger count = new AtomicInteger();
        private final AtomicLong invocations = new AtomicLong();

        LambdaFunction.Result invoke(String name, byte[] event) {
            invocations.incrementAndGet();
            LambdaFunction instance = take(name);
            try {
                return instance.invoke(event);
            } finally {
                idle.add(instance);
            }
        }

        private LambdaFunction take(String name) {
            LambdaFunction free = idle.poll();
            if (free != null) {
                return free;
            }
            if (count.incrementAndGet() <= most) {
                return loading.apply(name);
            }
            count.decrementAndGet();
            try {
                return idle.take();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }
    }

    private Pool pool(String name) {
        return pools.computeIfAbsent(name, key -> new Pool());
    }

    /** Returns the number of instances of a function. */
    int of(String name) {
        return pool(name).count.get();
    }

    /** Returns the number of invocations of a function. */
    long invocationsOf(String name) {
        return pool(name).invocations.get();
    }

    @Override
    public Fault before(String functionName, byte[] event) {
        return new None();
    }

    @Override
    public LambdaFunction around(String functionName, LambdaFunction function) {
        return functionName.equals(ResumeBenchmark.SUBSCRIBE)
                        || functionName.equals(ResumeBenchmark.POST)
                ? event -> pool(functionName).invoke(functionName, event)
                : function;
    }
}

package dev.tablecast.infrastructure;

import java.util.concurrent.ForkJoinPool;

/**
 * The common pool, for which Pulumi's runner waits while it keeps one of its threads busy.
 *
 * <p>On a machine with two cores the pool has one thread, and from JDK 25 on {@code
 * CompletableFuture} uses the pool even then: the program hangs. The pool's system property is read
 * when the pool is first used. In the JVM of Maven, where Pulumi runs this program, that is long
 * before it starts, so {@code .mvn/jvm.config} sets it there; this is for whoever runs the program
 * in another way.
 */
public final class CommonPool {
    private static final int ENOUGH = 4;

    private CommonPool() {}

    /** Gives the pool more threads, unless it has enough or their number is configured. */
    public static void ensureThreads() {
        if (ForkJoinPool.getCommonPoolParallelism() > 1) {
            return;
        }
        try {
            // Since JDK 19, which is newer than what this module is compiled for.
            ForkJoinPool.class
                    .getMethod("setParallelism", int.class)
                    .invoke(ForkJoinPool.commonPool(), ENOUGH);
        } catch (ReflectiveOperationException e) {
            // An older JDK, which doesn't need it; or the system property is set, and stays.
        }
    }
}

package dev.tablecast.local.cloud.gateway.connection;

import java.util.Base64;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;

/** Ids of connections, requests and messages: 11 random bytes, like {@code R0oXAdfD0kwCH6w=}. */
public final class Ids {
    private static final int BYTES = 11;

    private final RandomGenerator random;
    private final ReentrantLock lock = new ReentrantLock();

    public Ids(RandomGenerator random) {
        this.random = random;
    }

    public String next() {
        byte[] bytes = new byte[BYTES];
        lock.lock();
        try {
            random.nextBytes(bytes);
        } finally {
            lock.unlock();
        }
        return Base64.getUrlEncoder().encodeToString(bytes);
    }
}

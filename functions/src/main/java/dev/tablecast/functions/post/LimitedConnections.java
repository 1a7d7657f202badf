package dev.tablecast.functions.post;

import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** A limit on concurrent calls. A connection that waits for its next try doesn't count. */
record LimitedConnections(ConnectionsApi api, Semaphore places) implements ConnectionsApi {
    LimitedConnections(ConnectionsApi api, int places) {
        this(api, new Semaphore(places));
    }

    @Override
    public Answer post(String connectionId, String text) {
        return limited(() -> api.post(connectionId, text));
    }

    @Override
    public Answer delete(String connectionId) {
        return limited(() -> api.delete(connectionId));
    }

    @Override
    public Answer get(String connectionId) {
        return limited(() -> api.get(connectionId));
    }

    private Answer limited(Supplier<Answer> call) {
        places.acquireUninterruptibly();
        try {
            return call.get();
        } finally {
            places.release();
        }
    }
}

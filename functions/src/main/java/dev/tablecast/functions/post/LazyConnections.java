package dev.tablecast.functions.post;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes what it asks when it is first asked. Connections are seldom closed, and the client for that
 * would be a third of what the function loads before it can post.
 */
final class LazyConnections implements ConnectionsApi {
    private final Supplier<? extends ConnectionsApi> maker;
    private volatile @Nullable ConnectionsApi made;

    LazyConnections(Supplier<? extends ConnectionsApi> maker) {
        this.maker = maker;
    }

    @Override
    public Answer post(String connectionId, String text) {
        return made().post(connectionId, text);
    }

    @Override
    public Answer delete(String connectionId) {
        return made().delete(connectionId);
    }

    @Override
    public Answer get(String connectionId) {
        return made().get(connectionId);
    }

    private ConnectionsApi made() {
        ConnectionsApi api = made;
        return api == null ? makeOnce() : api;
    }

    private synchronized ConnectionsApi makeOnce() {
        ConnectionsApi api = made;
        if (api == null) {
            api = maker.get();
            made = api;
        }
        return api;
    }
}

package dev.tablecast.functions.post;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Creates its delegate on first use. Connections are seldom closed, and the SDK's client for that
 * would be a third of the code that the function loads before it can post.
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

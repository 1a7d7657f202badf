package dev.tablecast.local.cloud.gateway.management;

import org.jspecify.annotations.Nullable;

/**
 * A listener for calls of the {@code @connections} API. It is called before each call is performed,
 * whether or not the call succeeds, by many threads at a time, and must not block.
 */
@FunctionalInterface
public interface ManagementCalls {
    ManagementCalls NONE = (authorization, method, connectionId) -> {};

    /**
     * Called before a call.
     *
     * @param authorization the header with the request's signature; null if it isn't signed
     * @param method {@code POST}, {@code GET} or {@code DELETE}
     */
    void called(@Nullable String authorization, String method, String connectionId);
}

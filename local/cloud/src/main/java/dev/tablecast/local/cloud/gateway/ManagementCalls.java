package dev.tablecast.local.cloud.gateway;

import org.jspecify.annotations.Nullable;

/**
 * Is told of each call of the {@code @connections} API before it is carried out, whatever comes of
 * it.
 *
 * <p>It is called by many threads at a time and must not wait.
 */
@FunctionalInterface
public interface ManagementCalls {
    ManagementCalls NONE = (authorization, method, connectionId) -> {};

    /**
     * @param authorization the header that the request is signed with; null where it isn't
     * @param method {@code POST}, {@code GET} or {@code DELETE}
     */
    void called(@Nullable String authorization, String method, String connectionId);
}

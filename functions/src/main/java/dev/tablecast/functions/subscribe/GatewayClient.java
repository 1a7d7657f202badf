package dev.tablecast.functions.subscribe;

import dev.tablecast.functions.post.ClientPosts;
import java.time.Instant;
import java.util.List;

/**
 * A client behind API Gateway.
 *
 * @param until when posts are given up
 */
record GatewayClient(ClientPosts posts, String connectionId, Instant until) implements Client {
    @Override
    public boolean send(List<String> frames) {
        return posts.send(connectionId, frames, until);
    }

    @Override
    public void close() {
        posts.close(connectionId, until);
    }
}

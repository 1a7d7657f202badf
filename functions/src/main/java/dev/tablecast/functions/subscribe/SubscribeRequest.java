package dev.tablecast.functions.subscribe;

import dev.tablecast.functions.expression.Value;
import dev.tablecast.functions.view.ViewRequest;
import java.util.Map;

/**
 * A request to subscribe.
 *
 * @param after the position that the client has; empty if it has none
 * @param snapshot whether the client wants the items first, unless it goes on from a position
 * @param view the view that the client asks for
 * @param claims those of the client's token that the authorizer handed on
 */
public record SubscribeRequest(
        String connectionId,
        String sub,
        long rev,
        String after,
        boolean snapshot,
        ViewRequest view,
        Map<String, Value> claims) {
    public SubscribeRequest {
        claims = Map.copyOf(claims);
    }
}

package dev.tablecast.functions.connection;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent.RequestContext;
import dev.tablecast.functions.snapstart.Rehearsal;
import dev.tablecast.functions.snapstart.Stage;
import java.util.Map;
import java.util.function.Function;

/**
 * A connection that opens, or closes, before there is any.
 *
 * @param handler made of its environment
 */
record ConnectionRehearsal(
        Function<
                        Map<String, String>,
                        RequestHandler<APIGatewayV2WebSocketEvent, Map<String, Object>>>
                handler)
        implements Rehearsal {

    /** DynamoDB's, to a put or a delete. */
    @Override
    public String answer() {
        return "{}";
    }

    @Override
    public void play(Stage stage) {
        handler.apply(stage.environment()).handleRequest(event(), stage.context());
    }

    private static APIGatewayV2WebSocketEvent event() {
        var request = new RequestContext();
        request.setConnectionId("rehearsal");
        request.setConnectedAt(0L);
        request.setAuthorizer(Map.of("expiresAt", "1"));
        var event = new APIGatewayV2WebSocketEvent();
        event.setRequestContext(request);
        event.setHeaders(Map.of("Sec-WebSocket-Protocol", "tablecast"));
        return event;
    }
}

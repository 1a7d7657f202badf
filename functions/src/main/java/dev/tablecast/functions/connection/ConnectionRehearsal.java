package dev.tablecast.functions.connection;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import dev.tablecast.functions.snapstart.Rehearsal;
import dev.tablecast.functions.snapstart.Stage;
import java.net.URI;
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
    private static final String EVENT =
            """
            {"headers": {"Sec-WebSocket-Protocol": "tablecast"},
             "requestContext": {"routeKey": "$connect", "eventType": "CONNECT",
               "connectedAt": 0, "requestTimeEpoch": 0, "connectionId": "rehearsal",
               "authorizer": {"principalId": "rehearsal", "expiresAt": "1", "sub": "rehearsal"}},
             "isBase64Encoded": false}
            """;

    /** DynamoDB's, to a put or a delete. */
    @Override
    public String answer(URI endpoint, String target) {
        return "{}";
    }

    @Override
    public void play(Stage stage) {
        stage.invoke(handler.apply(stage.environment()), EVENT);
    }
}

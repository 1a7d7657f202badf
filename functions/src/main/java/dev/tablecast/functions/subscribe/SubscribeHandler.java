package dev.tablecast.functions.subscribe;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import dev.tablecast.functions.expression.ExpressionException;
import dev.tablecast.functions.expression.Value;
import dev.tablecast.functions.message.Answer;
import dev.tablecast.functions.metrics.EmfLine;
import dev.tablecast.functions.snapstart.SnapStart;
import dev.tablecast.functions.view.ClientClaims;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The routes {@code subscribe} and {@code unsubscribe}: changes the connection's row, and posts to
 * the client what it has missed.
 *
 * <p>A request that can't be done is answered by an {@code error}, and the connection goes on.
 * Answers {@code {"statusCode":200}}, which nobody sees: the answers are posted.
 *
 * <p>The function's log has the metrics {@code Replays} (subscribed from a position), {@code
 * Replayed} (changes) and {@code ReplayResets} (clients that must start over), {@code Snapshots}
 * and {@code SnapshotItems}, where there are any.
 *
 * @see SubscribeParts
 */
public final class SubscribeHandler
        implements RequestHandler<APIGatewayV2WebSocketEvent, Map<String, Object>> {
    private static final Logger LOG = LoggerFactory.getLogger(SubscribeHandler.class);

    /** The share of the invocation's time in which answers are posted. */
    private static final int POSTING_PERCENT = 85;

    private final SubscribeParts parts;
    private final InstantSource clock;

    public SubscribeHandler() {
        this(System.getenv());
        SnapStart.beforeSnapshot(System.getenv(), SubscribeRehearsal::new);
    }

    public SubscribeHandler(Map<String, String> environment) {
        this(SubscribeParts.from(environment), InstantSource.system());
    }

    SubscribeHandler(SubscribeParts parts, InstantSource clock) {
        this.parts = parts;
        this.clock = clock;
    }

    @Override
    public Map<String, Object> handleRequest(APIGatewayV2WebSocketEvent event, Context context) {
        String connectionId = event.getRequestContext().getConnectionId();
        Instant until =
                clock.instant()
                        .plus(
                                Duration.ofMillis(context.getRemainingTimeInMillis())
                                        .multipliedBy(POSTING_PERCENT)
                                        .dividedBy(100));
        var client = new GatewayClient(parts.posts(), connectionId, until);
        if (!parts.hasSubscriptions()) {
            client.send(
                    List.of(
                            new Answer.Error(
                                            "",
                                            OptionalLong.empty(),
                                            "text",
                                            "this feed sends plain texts to everyone: there is"
                                                    + " nothing to subscribe to")
                                    .text()));
            return Map.of("statusCode", 200);
        }
        try {
            switch (ClientRequest.decode(event.getBody())) {
                case ClientRequest.Subscribe subscribe ->
                        subscribe(subscribe, event.getRequestContext(), client, context);
                case ClientRequest.Unsubscribe unsubscribe ->
                        parts.subscribing()
                                .unsubscribe(
                                        connectionId, unsubscribe.sub(), unsubscribe.rev(), client);
            }
        } catch (InvalidRequestException e) {
            client.send(
                    List.of(new Answer.Error(e.sub(), e.rev(), e.reason(), e.getMessage()).text()));
        }
        return Map.of("statusCode", 200);
    }

    private void subscribe(
            ClientRequest.Subscribe request,
            APIGatewayV2WebSocketEvent.RequestContext from,
            Client client,
            Context context) {
        Map<String, Value> claims;
        try {
            claims = ClientClaims.of(from.getAuthorizer());
        } catch (ExpressionException e) {
            LOG.atWarn().log("The claims that the authorizer handed on can't be read");
            client.close();
            return;
        }
        report(
                parts.subscribing()
                        .subscribe(
                                new SubscribeRequest(
                                        from.getConnectionId(),
                                        request.sub(),
                                        request.rev(),
                                        request.after(),
                                        request.snapshot(),
                                        request.view(),
                                        claims),
                                client),
                context);
    }

    private void report(Replay replay, Context context) {
        var line = new EmfLine(context.getFunctionName(), clock.instant());
        if (replay.asked()) {
            line.count("Replays", 1)
                    .count("Replayed", replay.changes())
                    .count("ReplayResets", replay.reset() ? 1 : 0);
        }
        if (replay.items().isPresent()) {
            line.count("Snapshots", 1).count("SnapshotItems", replay.items().getAsInt());
        }
        if (replay.asked() || replay.items().isPresent()) {
            context.getLogger().log(line.text());
        }
    }
}

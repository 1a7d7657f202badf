package dev.tablecast.bench.filters;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tablecast.bench.broadcast.Function;
import dev.tablecast.bench.broadcast.LoggedChange;
import dev.tablecast.functions.connection.Subscription;
import dev.tablecast.functions.connection.Subscriptions;
import dev.tablecast.functions.connection.Terms;
import dev.tablecast.functions.expression.Placeholders;
import dev.tablecast.functions.expression.Value;
import dev.tablecast.functions.view.ViewRequest;
import dev.tablecast.functions.view.Views;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A chunk of connections with one filter each, and the post function that serves it.
 *
 * @param event the function's input
 * @param size the number of connections
 */
record FilteredChunk(Function post, byte[] event, int size) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int ID_BYTES = 11;

    /** The logged change takes {@code zip} from 94105 to 10115. */
    private static final String FILTER = "zip BETWEEN :low AND :high";

    private static final int LOW_THAT_MATCHES = 1_000;
    private static final int LOW_THAT_DOES_NOT = 20_000;
    private static final int HIGH_THAT_MATCHES = 99_999;
    private static final int HIGH_THAT_DOES_NOT = 90_000;

    /**
     * The filters of a chunk.
     *
     * @param distinct how many of them differ
     * @param matching how many of those match the change; every filter has as many connections
     */
    record Filters(int distinct, int matching) {
        private ViewRequest request(int index) {
            boolean matches = index < matching;
            int low = (matches ? LOW_THAT_MATCHES : LOW_THAT_DOES_NOT) + index;
            int high = matches ? HIGH_THAT_MATCHES : HIGH_THAT_DOES_NOT;
            return new ViewRequest(
                    Optional.of(FILTER),
                    new Placeholders(
                            Map.of(),
                            Map.of(
                                    ":low", new Value.Numeric(Integer.toString(low)),
                                    ":high", new Value.Numeric(Integer.toString(high)))),
                    Optional.empty());
        }
    }

    /** Stores the views of the filters as {@code SubscribeHandler} does, and names them in rows. */
    static FilteredChunk of(
            Function post, LoggedChange change, Views views, int size, Filters filters) {
        List<String> ids =
                IntStream.range(0, filters.distinct())
                        .mapToObj(index -> stored(views, filters.request(index)))
                        .toList();
        return of(
                post,
                change,
                IntStream.range(0, size)
                        .mapToObj(i -> Optional.of(ids.get(i % filters.distinct())))
                        .toList());
    }

    /** Returns a chunk of connections that have subscribed to nothing, which are only decoded. */
    static FilteredChunk ofNobody(Function post, LoggedChange change, int size) {
        return of(post, change, Collections.nCopies(size, Optional.empty()));
    }

    private static FilteredChunk of(
            Function post, LoggedChange change, List<Optional<String>> views) {
        ObjectNode event = JSON.createObjectNode();
        ArrayNode connections = event.putArray("connections");
        var random = new Random(views.size());
        Instant connected = Instant.now().minus(Duration.ofMinutes(20));
        for (Optional<String> view : views) {
            byte[] id = new byte[ID_BYTES];
            random.nextBytes(id);
            var subscriptions =
                    new Subscriptions(
                            view.map(one -> List.of(new Subscription("orders", 1, one)))
                                    .orElse(List.of()));
            ObjectNode row = connections.addObject();
            row.putObject("ConnectionId").put("S", Base64.getEncoder().encodeToString(id));
            row.putObject(Terms.ATTRIBUTE)
                    .put(
                            "S",
                            new Terms(connected, Optional.empty(), Optional.of(subscriptions))
                                    .text());
            row.putObject("ExpiresAt")
                    .put("N", Long.toString(connected.plus(Duration.ofHours(26)).getEpochSecond()));
        }
        event.put("feed", change.feed())
                .put("epoch", change.epoch())
                .put("from", change.number())
                .put("to", change.number());
        try {
            return new FilteredChunk(post, JSON.writeValueAsBytes(event), views.size());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String stored(Views views, ViewRequest request) {
        Views.Kept kept = views.view(request, Map.of());
        views.keep(kept);
        return kept.view().id().text();
    }

    /**
     * Serves the chunk once.
     *
     * @throws IllegalStateException if not every connection got what it is to get
     */
    void serve() {
        byte[] answer = post.invoke(event).payload();
        try {
            int delivered = JSON.readTree(answer).at("/counts/delivered").intValue();
            if (delivered != size) {
                throw new IllegalStateException(
                        "%d of %d connections are served".formatted(delivered, size));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the post function didn't answer with JSON", e);
        }
    }
}

package dev.tablecast.functions.post;

import static dev.tablecast.functions.Invocation.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.functions.change.Changes;
import dev.tablecast.functions.change.Projection;
import dev.tablecast.functions.expression.Value;
import dev.tablecast.functions.log.Entry;
import dev.tablecast.functions.log.LogFixture;
import dev.tablecast.functions.message.Frame;
import dev.tablecast.functions.message.JsonMessages;
import dev.tablecast.functions.message.MessageFormat;
import dev.tablecast.functions.message.TextMessages;
import dev.tablecast.functions.text.TextFormat;
import dev.tablecast.functions.view.Policies;
import dev.tablecast.functions.view.Views;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A posting function on a log in memory, a scripted API and a clock that moves by waiting. */
final class PostFixture {
    /** The texts that were appended, one a change: the frames of a test are easy to read. */
    static final MessageFormat TEXTS = new TextMessages(TextFormat.of("{text}", Frame.MAX_BYTES));

    static final JsonMessages JSON = Policies.json(new Projection.All());

    /** The view of a subscription without a filter. */
    static final String EVERYTHING = Policies.everything(JSON);

    final FakeApi api = new FakeApi();
    final FakeTime time;
    final LogFixture log;
    private final Duration grace;

    PostFixture(Instant now, Duration grace) {
        this.time = new FakeTime(now);
        this.grace = grace;
        this.log = new LogFixture(() -> now);
    }

    PostHandler handler(MessageFormat format) {
        return handler(format, api);
    }

    PostHandler handler(MessageFormat format, ConnectionsApi connections) {
        var pressure = new Pressure(connections);
        return new PostHandler(format, feed -> feed(format), poster(pressure), pressure, time);
    }

    Poster poster(ConnectionsApi connections) {
        return new Poster(new PersistentCalls(connections, time, time.backoff()), grace);
    }

    /** Returns the parcels of a round that has these texts. */
    Parcels parcels(String... texts) {
        Entry entry = append(texts);
        return Parcels.read(
                TEXTS,
                new Range(LogFixture.FEED, entry.epoch(), entry.from(), entry.to()),
                feed(TEXTS),
                List.of());
    }

    FeedReader feed(MessageFormat format) {
        return new FeedReader(log.reader(), new Views(format.policy(), log.storedViews(), time));
    }

    /** Appends a change for each text. */
    Entry append(String... texts) {
        return log.append(
                Arrays.stream(texts)
                        .map(text -> Changes.insert(1, Map.of("text", new Value.Text(text))))
                        .toList());
    }

    /** Returns a request to send what is in the log from one entry to another. */
    static JsonNode request(Entry first, Entry last, String... rows) {
        return request(first.epoch(), first.from(), last.to(), rows);
    }

    static JsonNode request(String epoch, long from, long to, String... rows) {
        return json(
                "{'connections':[%s],'feed':'%s','epoch':'%s','from':%d,'to':%d}"
                        .formatted(String.join(",", rows), LogFixture.FEED, epoch, from, to));
    }

    /** Returns a request that sends nothing. */
    static JsonNode nothing(String... rows) {
        return request("", 1, 0, rows);
    }

    static String row(String id, long connectedAt) {
        return "{'ConnectionId':{'S':'%s'},'ConnectedAt':{'N':'%d'}}".formatted(id, connectedAt);
    }

    static String expiring(String id, long tokenExpiresAt) {
        return "{'ConnectionId':{'S':'%s'},'ConnectedAt':{'N':'0'},'TokenExpiresAt':{'N':'%d'}}"
                .formatted(id, tokenExpiresAt);
    }

    /**
     * @param subs of which {@code VIEW} is the view that has everything
     */
    static String subscribed(String id, String subs) {
        return "{'ConnectionId':{'S':'%s'},'ConnectedAt':{'N':'0'},'Subs':{'S':'%s'}}"
                .formatted(id, subs.replaceAll("VIEW|\\bV\\b", EVERYTHING));
    }
}

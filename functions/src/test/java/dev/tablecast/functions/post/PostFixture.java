package dev.tablecast.functions.post;

import static dev.tablecast.functions.Invocation.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.functions.change.Changes;
import dev.tablecast.functions.change.Projection;
import dev.tablecast.functions.connection.Terms;
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
import java.util.Optional;

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
        return row(id, Rows.terms(connectedAt, Optional.empty(), Optional.empty()));
    }

    static String expiring(String id, long tokenExpiresAt) {
        return expiring(id, 0, tokenExpiresAt);
    }

    /** Returns a row; its connection began at a millisecond, and its token ends at a second. */
    static String expiring(String id, long connectedAt, long tokenExpiresAt) {
        return row(id, Rows.terms(connectedAt, Optional.of(tokenExpiresAt), Optional.empty()));
    }

    /**
     * Returns a row with subscriptions, written as {@code SUB:REV:VIEW}; {@code VIEW} has
     * everything.
     */
    static String subscribed(String id, String subs) {
        return subscribed(id, 0, subs);
    }

    static String subscribed(String id, long connectedAt, String subs) {
        String views = subs.replaceAll("VIEW|\\bV\\b", EVERYTHING);
        return row(id, Rows.terms(connectedAt, Optional.empty(), Optional.of(views)));
    }

    private static String row(String id, Terms terms) {
        return "{'ConnectionId':{'S':'%s'},'Terms':{'S':'%s'}}".formatted(id, terms.text());
    }
}

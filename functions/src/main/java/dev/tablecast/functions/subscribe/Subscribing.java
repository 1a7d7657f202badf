package dev.tablecast.functions.subscribe;

import dev.tablecast.functions.connection.ChangeRate;
import dev.tablecast.functions.connection.Subscription;
import dev.tablecast.functions.connection.SubscriptionRows;
import dev.tablecast.functions.connection.Subscriptions;
import dev.tablecast.functions.expression.ExpressionException;
import dev.tablecast.functions.log.Entry;
import dev.tablecast.functions.log.Epochs;
import dev.tablecast.functions.log.Head;
import dev.tablecast.functions.log.LogReader;
import dev.tablecast.functions.log.LogUnreadableException;
import dev.tablecast.functions.message.Answer;
import dev.tablecast.functions.message.Answer.ResetReason;
import dev.tablecast.functions.message.Audience;
import dev.tablecast.functions.message.Frame;
import dev.tablecast.functions.message.MessageFormat;
import dev.tablecast.functions.message.Messages;
import dev.tablecast.functions.message.Position;
import dev.tablecast.functions.snapshot.Snapshot;
import dev.tablecast.functions.snapshot.SnapshotSettings;
import dev.tablecast.functions.snapshot.Snapshots;
import dev.tablecast.functions.view.View;
import dev.tablecast.functions.view.Views;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Subscribes connections, and replays what they missed.
 *
 * <p>The order makes resume gapless: first the row, and before it the view that it names, then the
 * end of the log is read, then the items if the client wants a snapshot and doesn't go on from a
 * position, then everything up to that end is sent. Whatever is appended later is broadcast by a
 * scan that begins later, and so sees the row.
 *
 * @param replayChanges the largest number of changes that are replayed in all
 */
public record Subscribing(
        SubscriptionRows rows,
        Epochs epochs,
        LogReader reader,
        MessageFormat format,
        Views views,
        Snapshots snapshots,
        long replayChanges) {
    /** The largest number of changes of a step. */
    private static final int STEP_RECORDS = 1_000;

    /** The largest size of a step of several entries. */
    private static final int STEP_BYTES = 1024 * 1024;

    private static final String TOO_OFTEN =
            "a connection changes its subscriptions at most %d times in %d s"
                    .formatted(ChangeRate.MOST, ChangeRate.SECONDS);

    /** The share of the time to send in which a snapshot is read. */
    private static final int READING_PERCENT = 50;

    /**
     * The frames that answer a request, and the replay in them.
     *
     * @param isNew whether the client starts at the end of the log: then the items of a snapshot
     *     come before the last text
     */
    private record Answers(List<String> texts, boolean isNew, Replay replay) {}

    /** Subscribes without snapshots. */
    public Subscribing(
            SubscriptionRows rows,
            Epochs epochs,
            LogReader reader,
            MessageFormat format,
            Views views,
            long replayChanges) {
        this(
                rows,
                epochs,
                reader,
                format,
                views,
                new Snapshots(rows.dynamoDb(), SnapshotSettings.OFF, rows.clock()),
                replayChanges);
    }

    /** Executes a request and answers it. */
    public Replay subscribe(SubscribeRequest request, Client client) {
        try {
            return subscribe(request, views.view(request.view(), request.claims()), client);
        } catch (ExpressionException e) {
            if (e.part() == ExpressionException.Part.CLAIMS) {
                // The client may see nothing: it has to come back with another token.
                client.close();
                return Replay.NONE;
            }
            return refused(
                    request,
                    client,
                    e.part().reason(),
                    String.valueOf(e.getMessage()),
                    e.position());
        }
    }

    private Replay subscribe(SubscribeRequest request, Views.Kept kept, Client client) {
        View view = kept.view();
        var subscription = new Subscription(request.sub(), request.rev(), view.id().text());
        Optional<Snapshot.Refused> refusal =
                request.snapshot() ? snapshots.refusal(view) : Optional.empty();
        SubscriptionRows.Change change =
                refusal.isPresent()
                        ? rows.end(request.connectionId(), request.sub(), request.rev())
                        : rows.put(request.connectionId(), subscription, () -> views.keep(kept));
        return switch (change) {
            case DONE -> {
                if (refusal.isPresent()) {
                    yield refused(request, client, refusal.get());
                }
                Answers answers = answers(request, view, epochs.currentOrFirst());
                if (answers.isNew() && request.snapshot()) {
                    yield sendWithItems(answers, request, view, client);
                }
                client.send(answers.texts());
                yield answers.replay();
            }
            // The answer of the later change is on its way.
            case STALE -> Replay.NONE;
            case FULL ->
                    refused(
                            request,
                            client,
                            "subscriptions",
                            "a connection has at most %d subscriptions"
                                    .formatted(Subscriptions.MOST));
            case TOO_OFTEN -> refused(request, client, "rate", TOO_OFTEN);
            case NO_ROW -> {
                client.close();
                yield Replay.NONE;
            }
        };
    }

    private Replay sendWithItems(
            Answers answers, SubscribeRequest request, View view, Client client) {
        Instant now = snapshots.clock().instant();
        Instant until =
                now.plus(
                        Duration.between(now, client.until())
                                .multipliedBy(READING_PERCENT)
                                .dividedBy(100));
        return switch (snapshots.read(view, until)) {
            case Snapshot.Taken taken -> {
                var texts = new ArrayList<>(answers.texts());
                texts.addAll(texts.size() - 1, taken.frames(request.sub(), request.rev()));
                client.send(texts);
                yield answers.replay().withItems(OptionalInt.of(taken.items().size()));
            }
            case Snapshot.Refused refusal -> {
                rows.withdraw(
                        request.connectionId(),
                        new Subscription(request.sub(), request.rev(), view.id().text()));
                yield refused(request, client, refusal);
            }
        };
    }

    /** Ends a subscription; the client gets a frame only if that fails. */
    public void unsubscribe(String connectionId, String sub, long rev, Client client) {
        switch (rows.end(connectionId, sub, rev)) {
            case TOO_OFTEN ->
                    client.send(
                            List.of(
                                    new Answer.Error(sub, OptionalLong.of(rev), "rate", TOO_OFTEN)
                                            .text()));
            case NO_ROW -> client.close();
            // An ended subscription takes no room; a stale change was overtaken by a later one.
            case DONE, FULL, STALE -> {}
        }
    }

    private static Replay refused(
            SubscribeRequest request, Client client, Snapshot.Refused refusal) {
        return refused(
                request,
                client,
                refusal.reason().name().toLowerCase(Locale.ROOT),
                refusal.message());
    }

    private static Replay refused(
            SubscribeRequest request, Client client, String reason, String message) {
        return refused(request, client, reason, message, OptionalInt.empty());
    }

    private static Replay refused(
            SubscribeRequest request,
            Client client,
            String reason,
            String message,
            OptionalInt position) {
        client.send(
                List.of(
                        new Answer.Error(
                                        request.sub(),
                                        OptionalLong.of(request.rev()),
                                        reason,
                                        message,
                                        position)
                                .text()));
        return Replay.NONE;
    }

    private Answers answers(SubscribeRequest request, View view, Head head) {
        var end = new Position(head.epoch(), head.end(), view.id().text());
        if (request.after().isEmpty()) {
            return new Answers(
                    List.of(subscribed(request, view, end), live(request, end)), true, Replay.NONE);
        }
        Optional<Position> after = Position.parse(request.after());
        Optional<ResetReason> reason =
                after.isEmpty() ? Optional.of(ResetReason.EPOCH) : refusal(after.get(), end);
        return reason.map(because -> startedOver(request, view, end, because))
                .orElseGet(() -> replayed(request, view, after.orElseThrow(), end));
    }

    private Optional<ResetReason> refusal(Position after, Position end) {
        if (!after.epoch().equals(end.epoch())) {
            return Optional.of(ResetReason.EPOCH);
        } else if (after.number() > end.number()) {
            return Optional.of(ResetReason.EXPIRED);
        } else if (!after.view().equals(end.view())) {
            return Optional.of(ResetReason.VIEW);
        } else if (end.number() - after.number() > replayChanges) {
            return Optional.of(ResetReason.LIMIT);
        }
        return Optional.empty();
    }

    private Answers replayed(SubscribeRequest request, View view, Position after, Position end) {
        long first = after.number() + 1;
        if (first > end.number()) {
            return new Answers(
                    List.of(subscribed(request, view, after), live(request, end)),
                    false,
                    Replay.of(0, false));
        }
        Messages messages;
        List<Frame> frames;
        long last = Math.min(end.number(), after.number() + STEP_RECORDS);
        try {
            var entries = reader.read(end.epoch(), first, last);
            last = Math.min(last, lastThatFits(entries));
            messages = format.messages(entries, first, last);
            frames = messages.frames(view, new Audience(List.of(request.sub()), true));
        } catch (LogUnreadableException | UncheckedIOException e) {
            return startedOver(request, view, end, ResetReason.EXPIRED);
        }
        if (messages.reset().isPresent()) {
            return startedOver(
                    request,
                    view,
                    end,
                    ResetReason.valueOf(messages.reset().get().reason().name()));
        }
        var texts = new ArrayList<String>();
        texts.add(subscribed(request, view, after));
        frames.forEach(frame -> texts.add(frame.text()));
        var reached = new Position(end.epoch(), last, end.view());
        texts.add(
                last < end.number()
                        ? new Answer.More(request.sub(), request.rev(), reached).text()
                        : live(request, end));
        return new Answers(texts, false, Replay.of(last - after.number(), false));
    }

    private static Answers startedOver(
            SubscribeRequest request, View view, Position end, ResetReason reason) {
        return new Answers(
                List.of(
                        subscribed(request, view, end),
                        new Answer.Reset(request.sub(), request.rev(), reason, end).text(),
                        live(request, end)),
                true,
                Replay.of(0, true));
    }

    private static String subscribed(SubscribeRequest request, View view, Position position) {
        return new Answer.Subscribed(request.sub(), request.rev(), position, view.hasEveryItem())
                .text();
    }

    private static String live(SubscribeRequest request, Position end) {
        return new Answer.Live(request.sub(), request.rev(), end).text();
    }

    private static long lastThatFits(List<Entry> entries) {
        long bytes = 0;
        long last = entries.getFirst().to();
        for (Entry entry : entries) {
            bytes += entry.bytes();
            if (bytes > STEP_BYTES) {
                break;
            }
            last = entry.to();
        }
        return last;
    }
}

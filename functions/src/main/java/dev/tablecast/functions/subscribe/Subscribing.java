package dev.tablecast.functions.subscribe;

import dev.tablecast.functions.connection.ChangeRate;
import dev.tablecast.functions.connection.Subscription;
import dev.tablecast.functions.connection.SubscriptionRows;
import dev.tablecast.functions.connection.Subscriptions;
import dev.tablecast.functions.log.Entry;
import dev.tablecast.functions.log.Epochs;
import dev.tablecast.functions.log.Head;
import dev.tablecast.functions.log.LogReader;
import dev.tablecast.functions.log.LogUnreadableException;
import dev.tablecast.functions.message.Answer;
import dev.tablecast.functions.message.Answer.ResetReason;
import dev.tablecast.functions.message.Audience;
import dev.tablecast.functions.message.Frames;
import dev.tablecast.functions.message.MessageFormat;
import dev.tablecast.functions.message.Position;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Subscribes connections, and replays what they missed.
 *
 * <p>The order makes resume gapless: first the row, then the end of the log is read, then
 * everything up to that end is sent. Whatever is appended later is broadcast by a scan that begins
 * later, and so sees the row.
 *
 * @param replayChanges the largest number of changes that are replayed in all
 */
public record Subscribing(
        SubscriptionRows rows,
        Epochs epochs,
        LogReader reader,
        MessageFormat format,
        long replayChanges) {
    /** The largest number of changes of a step. */
    private static final int STEP_RECORDS = 1_000;

    /** The largest size of a step of several entries. */
    private static final int STEP_BYTES = 1024 * 1024;

    private static final String TOO_OFTEN =
            "a connection changes its subscriptions at most %d times in %d s"
                    .formatted(ChangeRate.MOST, ChangeRate.SECONDS);

    /** The texts that answer a request, and what they replay. */
    private record Answers(List<String> texts, Replay replay) {}

    /** Does what a request asks, and answers it. */
    public Replay subscribe(SubscribeRequest request, Client client) {
        var subscription = new Subscription(request.sub(), request.rev(), format.view());
        return switch (rows.put(request.connectionId(), subscription)) {
            case DONE -> {
                Answers answers = answers(request, epochs.currentOrFirst());
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

    /** Ends a subscription; its client is told only if that can't be done. */
    public void unsubscribe(String connectionId, String sub, long rev, Client client) {
        switch (rows.end(connectionId, sub, rev)) {
            case TOO_OFTEN -> client.send(List.of(new Answer.Error(sub, "rate", TOO_OFTEN).text()));
            case NO_ROW -> client.close();
            // An ended subscription takes no room; a stale change was overtaken by a later one.
            case DONE, FULL, STALE -> {}
        }
    }

    private static Replay refused(
            SubscribeRequest request, Client client, String reason, String message) {
        client.send(List.of(new Answer.Error(request.sub(), reason, message).text()));
        return Replay.NONE;
    }

    private Answers answers(SubscribeRequest request, Head head) {
        var end = new Position(head.epoch(), head.end(), format.view());
        if (request.after().isEmpty()) {
            return new Answers(List.of(subscribed(request, end), live(request, end)), Replay.NONE);
        }
        Optional<Position> after = Position.parse(request.after());
        Optional<ResetReason> reason =
                after.isEmpty() ? Optional.of(ResetReason.EPOCH) : refusal(after.get(), head);
        return reason.map(because -> startedOver(request, end, because))
                .orElseGet(() -> replayed(request, after.orElseThrow(), end));
    }

    private Optional<ResetReason> refusal(Position after, Head head) {
        if (!after.epoch().equals(head.epoch())) {
            return Optional.of(ResetReason.EPOCH);
        } else if (after.number() > head.end()) {
            return Optional.of(ResetReason.EXPIRED);
        } else if (!after.view().equals(format.view())) {
            return Optional.of(ResetReason.VIEW);
        } else if (head.end() - after.number() > replayChanges) {
            return Optional.of(ResetReason.LIMIT);
        }
        return Optional.empty();
    }

    private Answers replayed(SubscribeRequest request, Position after, Position end) {
        long first = after.number() + 1;
        if (first > end.number()) {
            return new Answers(
                    List.of(subscribed(request, after), live(request, end)),
                    new Replay(true, 0, false));
        }
        List<Entry> entries;
        Frames frames;
        long last = Math.min(end.number(), after.number() + STEP_RECORDS);
        try {
            entries = reader.read(end.epoch(), first, last);
            last = Math.min(last, lastThatFits(entries));
            frames =
                    format.frames(entries, first, last, new Audience(List.of(request.sub()), true));
        } catch (LogUnreadableException | UncheckedIOException e) {
            return startedOver(request, end, ResetReason.EXPIRED);
        }
        if (frames.reset().isPresent()) {
            return startedOver(
                    request, end, ResetReason.valueOf(frames.reset().get().reason().name()));
        }
        var texts = new ArrayList<String>();
        texts.add(subscribed(request, after));
        texts.addAll(frames.texts());
        var reached = new Position(end.epoch(), last, format.view());
        texts.add(
                last < end.number()
                        ? new Answer.More(request.sub(), request.rev(), reached).text()
                        : live(request, end));
        return new Answers(texts, new Replay(true, last - after.number(), false));
    }

    private static Answers startedOver(SubscribeRequest request, Position end, ResetReason reason) {
        return new Answers(
                List.of(
                        subscribed(request, end),
                        new Answer.Reset(request.sub(), request.rev(), reason, end).text(),
                        live(request, end)),
                new Replay(true, 0, true));
    }

    private static String subscribed(SubscribeRequest request, Position position) {
        return new Answer.Subscribed(request.sub(), request.rev(), position, true).text();
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

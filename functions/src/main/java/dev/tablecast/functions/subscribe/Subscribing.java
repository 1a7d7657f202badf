package dev.tablecast.functions.subscribe;

import dev.tablecast.functions.connection.Subscription;
import dev.tablecast.functions.connection.SubscriptionRows;
import dev.tablecast.functions.log.Entry;
import dev.tablecast.functions.log.Epochs;
import dev.tablecast.functions.log.Head;
import dev.tablecast.functions.log.LogReader;
import dev.tablecast.functions.log.LogUnreadableException;
import dev.tablecast.functions.message.Answer;
import dev.tablecast.functions.message.Answer.ResetReason;
import dev.tablecast.functions.message.Audience;
import dev.tablecast.functions.message.ChangeText;
import dev.tablecast.functions.message.Frames;
import dev.tablecast.functions.message.Position;
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
        ChangeText text,
        String view,
        long replayChanges) {
    /** The largest number of changes of a step. */
    private static final int STEP_RECORDS = 1_000;

    /** The largest size of a step of several entries. */
    private static final int STEP_BYTES = 1024 * 1024;

    /** Does what a request asks, and answers it. */
    public void subscribe(SubscribeRequest request, Client client) {
        var subscription = new Subscription(request.sub(), request.rev(), view);
        switch (rows.put(request.connectionId(), subscription)) {
            case DONE -> client.send(answers(request, epochs.currentOrFirst()));
            // The answer of the later change is on its way.
            case STALE -> {}
            case FULL ->
                    client.send(
                            List.of(
                                    new Answer.Error(
                                                    request.sub(),
                                                    "subscriptions",
                                                    "a connection has at most 5 subscriptions")
                                            .text()));
            case NO_ROW -> client.close();
        }
    }

    private List<String> answers(SubscribeRequest request, Head head) {
        var end = new Position(head.epoch(), head.end(), view);
        var answers = new ArrayList<String>();
        if (request.after().isEmpty()) {
            answers.add(subscribed(request, end));
            answers.add(new Answer.Live(request.sub(), request.rev(), end).text());
            return answers;
        }
        Optional<Position> after = Position.parse(request.after());
        Optional<ResetReason> reason =
                after.isEmpty() ? Optional.of(ResetReason.EPOCH) : refusal(after.get(), head);
        if (reason.isPresent()) {
            answers.add(subscribed(request, end));
            answers.add(new Answer.Reset(request.sub(), request.rev(), reason.get(), end).text());
            answers.add(new Answer.Live(request.sub(), request.rev(), end).text());
            return answers;
        }
        answers.add(subscribed(request, after.get()));
        answers.addAll(replay(request, after.get(), end));
        return answers;
    }

    private static String subscribed(SubscribeRequest request, Position position) {
        return new Answer.Subscribed(request.sub(), request.rev(), position, true).text();
    }

    private Optional<ResetReason> refusal(Position after, Head head) {
        if (!after.epoch().equals(head.epoch())) {
            return Optional.of(ResetReason.EPOCH);
        } else if (after.number() > head.end()) {
            return Optional.of(ResetReason.EXPIRED);
        } else if (!after.view().equals(view)) {
            return Optional.of(ResetReason.VIEW);
        } else if (head.end() - after.number() > replayChanges) {
            return Optional.of(ResetReason.LIMIT);
        }
        return Optional.empty();
    }

    private List<String> replay(SubscribeRequest request, Position after, Position end) {
        var answers = new ArrayList<String>();
        if (after.number() == end.number()) {
            answers.add(live(request, end));
            return answers;
        }
        long first = after.number() + 1;
        long last = Math.min(end.number(), after.number() + STEP_RECORDS);
        List<Entry> entries;
        try {
            entries = reader.read(end.epoch(), first, last);
        } catch (LogUnreadableException e) {
            return List.of(
                    new Answer.Reset(request.sub(), request.rev(), ResetReason.EXPIRED, end).text(),
                    live(request, end));
        }
        last = Math.min(last, lastThatFits(entries));
        Frames frames =
                Frames.of(entries, first, last, new Audience(List.of(request.sub()), true), text);
        if (frames.reset().isPresent()) {
            ResetReason reason = ResetReason.valueOf(frames.reset().get().reason().name());
            return List.of(
                    new Answer.Reset(request.sub(), request.rev(), reason, end).text(),
                    live(request, end));
        }
        answers.addAll(frames.texts());
        var reached = new Position(end.epoch(), last, view);
        answers.add(
                last < end.number()
                        ? new Answer.More(request.sub(), request.rev(), reached).text()
                        : live(request, end));
        return answers;
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

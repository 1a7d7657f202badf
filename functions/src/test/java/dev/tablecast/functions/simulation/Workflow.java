package dev.tablecast.functions.simulation;

import dev.tablecast.functions.connection.Subscription;
import dev.tablecast.functions.connection.Subscriptions;
import dev.tablecast.functions.log.Entry;
import dev.tablecast.functions.log.Round;
import dev.tablecast.functions.message.Answer;
import dev.tablecast.functions.message.Audience;
import dev.tablecast.functions.message.Frames;
import dev.tablecast.functions.message.Position;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The workflow: a scan of the connections, page by page, and posts to each. */
final class Workflow {
    private static final int PAGE = 2;
    private static final int TRIES = 3;

    private final World world;
    private final Gateway gateway;

    Workflow(World world, Gateway gateway) {
        this.world = world;
        this.gateway = gateway;
    }

    /** Starts an execution, which goes on whatever becomes of its caller. */
    Process start(Round round) {
        return world.scheduler.start(
                "workflow " + round.from() + "-" + round.to(),
                Duration.ofMillis(1),
                () -> run(round));
    }

    private void run(Round round) {
        var reader = world.reader(new Saboteur(world, false).wrap(world.dynamoDb(false)));
        String last = "";
        List<Map<String, AttributeValue>> page;
        do {
            page = page(last);
            for (Map<String, AttributeValue> row : page) {
                last = row.get("ConnectionId").s();
                post(
                        row,
                        persistently(() -> reader.read(round.epoch(), round.from(), round.to())),
                        round);
            }
        } while (!page.isEmpty());
    }

    private List<Map<String, AttributeValue>> page(String after) {
        return persistently(
                () ->
                        world.call(
                                false,
                                () ->
                                        world.tables.get(World.CONNECTIONS).all().stream()
                                                .filter(
                                                        row ->
                                                                row.get("ConnectionId")
                                                                                .s()
                                                                                .compareTo(after)
                                                                        > 0)
                                                .limit(PAGE)
                                                .toList()));
    }

    private <T> T persistently(java.util.function.Supplier<T> call) {
        for (int tries = 1; ; tries++) {
            try {
                return call.get();
            } catch (RuntimeException e) {
                if (tries == TRIES) {
                    throw e;
                }
            }
        }
    }

    private void post(Map<String, AttributeValue> row, List<Entry> entries, Round round) {
        String id = row.get("ConnectionId").s();
        AttributeValue subs = row.get("Subs");
        if (subs == null) {
            var frames = frames(entries, round, Audience.EVERYTHING);
            if (frames.reset().isPresent()) {
                close(id);
            } else {
                deliver(id, frames.texts());
            }
            return;
        }
        var texts = new ArrayList<String>();
        for (Subscription subscription : Subscriptions.parse(subs.s()).active()) {
            var frames = frames(entries, round, new Audience(List.of(subscription.sub()), false));
            frames.reset()
                    .ifPresent(
                            reset ->
                                    texts.add(
                                            new Answer.Reset(
                                                            subscription.sub(),
                                                            subscription.rev(),
                                                            Answer.ResetReason.valueOf(
                                                                    reset.reason().name()),
                                                            new Position(
                                                                    round.epoch(),
                                                                    reset.number(),
                                                                    subscription.view()))
                                                    .text()));
            texts.addAll(frames.texts());
        }
        deliver(id, texts);
    }

    private Frames frames(List<Entry> entries, Round round, Audience audience) {
        return Frames.of(entries, round.from(), round.to(), audience, PaddedChanges.TEXT);
    }

    private void deliver(String id, List<String> texts) {
        for (String text : texts) {
            Gateway.Reply reply = persistently(() -> gateway.post(id, text));
            switch (reply) {
                case OK -> {}
                case SLOW -> {
                    close(id);
                    return;
                }
                case GONE -> {
                    return;
                }
            }
        }
    }

    private void close(String id) {
        persistently(() -> gateway.delete(id));
        world.tables
                .get(World.CONNECTIONS)
                .delete(Map.of("ConnectionId", AttributeValue.fromS(id)));
    }
}

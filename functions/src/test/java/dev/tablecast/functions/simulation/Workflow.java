package dev.tablecast.functions.simulation;

import dev.tablecast.functions.log.LogReader;
import dev.tablecast.functions.log.LogUnreadableException;
import dev.tablecast.functions.post.SimulatedPosting;
import dev.tablecast.functions.view.Views;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The workflow: a scan of the connections, page by page, and posts to each. */
final class Workflow {
    private static final int PAGE = 2;
    private static final int TRIES = 3;
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final World world;
    private final SimulatedPosting posting;

    Workflow(World world, Gateway gateway) {
        this.world = world;
        this.posting =
                new SimulatedPosting(
                        Logged.FORMAT,
                        gateway,
                        world.clock(),
                        world.scheduler.random,
                        world.scheduler::sleep,
                        GRACE);
    }

    /** Starts an execution, which goes on whatever becomes of its caller. */
    Process start(String epoch, long from, long to) {
        return world.scheduler.start(
                "workflow " + from + "-" + to, Duration.ofMillis(1), () -> run(epoch, from, to));
    }

    private void run(String epoch, long from, long to) {
        var dynamoDb = new Saboteur(world, false).wrap(world.dynamoDb(false));
        var reader = world.reader(dynamoDb);
        var views = world.views(dynamoDb);
        String last = "";
        List<Map<String, AttributeValue>> page;
        do {
            page = page(last);
            if (!page.isEmpty()) {
                last = page.getLast().get("ConnectionId").s();
                serve(page, epoch, from, to, reader, views);
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

    private void serve(
            List<Map<String, AttributeValue>> page,
            String epoch,
            long from,
            long to,
            LogReader reader,
            Views views) {
        List<Map<String, Object>> rows = page.stream().map(Workflow::json).toList();
        persistently(() -> posting.serve(rows, epoch, from, to, reader, views))
                .forEach(this::prune);
    }

    private static Map<String, Object> json(Map<String, AttributeValue> row) {
        return Map.of(
                "ConnectionId", Map.of("S", row.get("ConnectionId").s()),
                "Terms", Map.of("S", row.get("Terms").s()));
    }

    private void prune(String id, String version) {
        var connections = world.tables.get(World.CONNECTIONS);
        var key = Map.of("ConnectionId", AttributeValue.fromS(id));
        var row = connections.get(key);
        if (!row.isEmpty() && row.get("Terms").s().startsWith(version)) {
            connections.delete(key);
        }
    }

    private <T> T persistently(Supplier<T> call) {
        for (int tries = 1; ; tries++) {
            try {
                return call.get();
            } catch (LogUnreadableException e) {
                throw e;
            } catch (RuntimeException e) {
                if (tries == TRIES) {
                    throw e;
                }
            }
        }
    }
}

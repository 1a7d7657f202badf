package dev.tablecast.functions.simulation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tablecast.functions.feed.RoundBroadcast;
import dev.tablecast.functions.log.Batch;
import dev.tablecast.functions.log.Broadcasting;
import dev.tablecast.functions.log.Budget;
import dev.tablecast.functions.log.Epochs;
import dev.tablecast.functions.log.Feed;
import dev.tablecast.functions.log.HandOver;
import dev.tablecast.functions.log.LeaseKeeper;
import dev.tablecast.functions.log.LogRecord;
import dev.tablecast.functions.log.LogUnreadableException;
import dev.tablecast.functions.simulation.Process.End;
import dev.tablecast.functions.workflow.Workflow.Outcome;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The trigger: its invocations for batches, for hand-overs and by the schedule. */
final class TriggerFunction {
    /** A loss that no epoch covers yet. */
    private static final Instant FAR_FUTURE = Instant.ofEpochSecond(1L << 40);

    private static final Duration HOLD = Duration.ofSeconds(3);
    private static final Duration LAST_ROUND = Duration.ofSeconds(60);
    private static final Duration RENEWAL = Duration.ofSeconds(5);
    private static final int ASYNCHRONOUS_TRIES = 3;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final World world;
    private final Workflow workflow;
    String generation = "g1";
    int running;

    TriggerFunction(World world, Workflow workflow) {
        this.world = world;
        this.workflow = workflow;
    }

    /**
     * Starts an invocation for a batch.
     *
     * @param ofMapping the generation of the mapping that delivers it
     * @param isRetry whether the batch may have been delivered before
     */
    Invocation deliver(String ofMapping, List<LogRecord> records, boolean isRetry) {
        var invocation = new Invocation();
        invocation.runs(
                start(
                        "batch " + records.getFirst().eventId(),
                        Duration.ZERO,
                        () -> {
                            Feed feed = feed(true, isRetry, heldFor(records));
                            var result = feed.accept(new Batch(ofMapping, records), budget());
                            invocation.acknowledge(
                                    switch (result) {
                                        case Feed.Acceptance.Complete ignored -> records.size();
                                        case Feed.Acceptance.FailedAt failed -> failed.index();
                                    });
                        }));
        return invocation;
    }

    /** Sweeps once. */
    Process sweep() {
        return start(
                "sweep",
                Duration.ZERO,
                () -> feed(false, false).sweep(world.names("sweep").get(), budget()));
    }

    /** Begins an epoch, as the consumer of the on-failure queue does: it tries until it is done. */
    void startOver() {
        startOver(world.names("over").get());
    }

    private void startOver(String owner) {
        start(
                "start over",
                Duration.ZERO,
                () -> {
                    boolean done = false;
                    try {
                        feed(false, false).startOver(FAR_FUTURE, owner, budget());
                        done = true;
                    } finally {
                        if (!done) {
                            startOver(owner);
                        }
                    }
                });
    }

    private Process start(String name, Duration delay, Runnable work) {
        running++;
        int skewSeconds = world.scheduler.chance(0.1) ? world.scheduler.random.nextInt(41) - 20 : 0;
        return world.scheduler.start(
                name,
                delay,
                Duration.ofSeconds(skewSeconds),
                () -> {
                    try {
                        work.run();
                    } finally {
                        running--;
                    }
                });
    }

    private Budget budget() {
        Instant now = world.scheduler.clock();
        return new Budget(
                world.sabotage == Sabotage.HELD_WITHOUT_BOUND
                        ? now.plus(Duration.ofDays(1))
                        : now.plus(HOLD),
                now.plus(LAST_ROUND));
    }

    private Feed feed(boolean mayCrash, boolean isRetry) {
        return feed(mayCrash, isRetry, UnaryOperator.identity());
    }

    private Feed feed(boolean mayCrash, boolean isRetry, UnaryOperator<Broadcasting> checks) {
        var saboteur = new Saboteur(world, isRetry);
        var dynamoDb = saboteur.wrap(world.dynamoDb(mayCrash));
        var log = world.log(dynamoDb);
        var reader = world.reader(dynamoDb);
        var broadcasting =
                new RoundBroadcast(World.FEED, reader, this::execute, (content, outcome) -> {});
        return new Feed(
                log,
                reader,
                new Epochs(log, world.clock(), true),
                checks.apply(broadcasting),
                keeper(),
                saboteur.wrap(handOver(mayCrash)),
                world.names("n"),
                world.clock(),
                world.pause());
    }

    /** Broadcasts for a batch, whose shard must not wait long for what others appended. */
    private UnaryOperator<Broadcasting> heldFor(List<LogRecord> records) {
        Instant start = world.scheduler.now();
        var late = new int[1];
        return broadcasting ->
                round -> {
                    if (world.scheduler.now().isAfter(start.plus(HOLD.multipliedBy(2)))) {
                        long own = world.numberOf(records.getLast().eventId());
                        boolean couldHandOver = !world.scheduler.current().couldNotHandOver;
                        // One may have been decided on in time, and have stalled then.
                        if (couldHandOver && own > 0 && own < round.from() && ++late[0] > 1) {
                            world.violation("a shard waits for others' changes: " + round);
                        }
                    }
                    broadcasting.deliver(round);
                };
    }

    /** Runs an execution of the workflow, as StartSyncExecution does. */
    private Outcome execute(String input) {
        JsonNode round = read(input);
        if (world.sabotage == Sabotage.SENT_EARLY) {
            if (!world.fault()) {
                start(round);
            }
            return new Outcome.Succeeded(Map.of());
        }
        Process execution = start(round);
        world.scheduler.join(execution, Duration.ofSeconds(310));
        if (execution.failure instanceof LogUnreadableException e) {
            world.violation("the log can't be read: " + e.getMessage());
            return new Outcome.Failed("execution", LogUnreadableException.class.getName());
        }
        return world.fault() || execution.end != End.RETURNED
                ? new Outcome.Failed("execution", "States.TaskFailed")
                : new Outcome.Succeeded(Map.of());
    }

    private Process start(JsonNode round) {
        return workflow.start(
                round.get("epoch").textValue(),
                round.get("from").longValue(),
                round.get("to").longValue());
    }

    private static JsonNode read(String input) {
        try {
            return JSON.readTree(input);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private LeaseKeeper keeper() {
        return (renewal, call) -> {
            var done = new boolean[1];
            Process caller = world.scheduler.current();
            world.scheduler.start(
                    "renewal",
                    RENEWAL,
                    caller.clockSkew,
                    () -> {
                        while (!done[0] && !caller.hasEnded()) {
                            try {
                                renewal.run();
                            } catch (RuntimeException e) {
                                // The next one may go better.
                            }
                            world.scheduler.sleep(RENEWAL);
                        }
                    });
            try {
                call.run();
            } finally {
                done[0] = true;
            }
        };
    }

    private HandOver handOver(boolean mayCrash) {
        return (from, to) -> {
            world.scheduler.current().couldNotHandOver = true;
            world.call(
                    mayCrash,
                    () -> {
                        takeOver(from, to, ASYNCHRONOUS_TRIES);
                        if (world.fault()) {
                            takeOver(from, to, 1);
                        }
                        return 0;
                    });
            world.scheduler.current().couldNotHandOver = false;
        };
    }

    private void takeOver(String from, String to, int tries) {
        start(
                "take over " + to,
                Duration.ofMillis(world.scheduler.random.nextInt(300)),
                () -> {
                    Process self = world.scheduler.current();
                    self.isSpared = tries == 1;
                    boolean done = false;
                    try {
                        feed(tries > 1, tries < ASYNCHRONOUS_TRIES).takeOver(from, to, budget());
                        done = true;
                    } catch (RuntimeException e) {
                        self.failure = e;
                    } finally {
                        if (!done && tries > 1) {
                            takeOver(from, to, tries - 1);
                        }
                    }
                });
    }
}

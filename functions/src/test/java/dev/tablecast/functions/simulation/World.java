package dev.tablecast.functions.simulation;

import dev.tablecast.functions.log.ChangeLog;
import dev.tablecast.functions.log.Entry;
import dev.tablecast.functions.log.LogReader;
import dev.tablecast.functions.log.Pause;
import dev.tablecast.functions.log.StoredViews;
import dev.tablecast.functions.view.Views;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The tables, the network and the faults that all processes of a simulation share. */
final class World {
    static final String LOG = SimulatedDynamoDb.LOG;
    static final String CONNECTIONS = SimulatedDynamoDb.CONNECTIONS;
    static final String FEED = "Items";
    private static final double SLOW_REQUESTS = 0.25;

    final Scheduler scheduler;
    final Sabotage sabotage;
    final Map<String, SimulatedTable> tables = SimulatedDynamoDb.tables();
    final List<String> violations = new ArrayList<>();
    private double faultRate;
    boolean faultsAreOver;
    private int names;

    World(Scheduler scheduler, Sabotage sabotage) {
        this.scheduler = scheduler;
        this.sabotage = sabotage;
        this.faultRate = scheduler.random.nextInt(5) * 0.01;
    }

    /** Returns the log as an invocation sees it. */
    ChangeLog log(DynamoDbClient dynamoDb) {
        return new ChangeLog(dynamoDb, LOG, FEED, Duration.ofHours(25), clock());
    }

    LogReader reader(DynamoDbClient dynamoDb) {
        return new LogReader(log(dynamoDb), scheduler.random.nextInt(2_000), pause());
    }

    /** Returns the views of the feed, as an environment of a function knows them. */
    Views views(DynamoDbClient dynamoDb) {
        return new Views(Logged.FORMAT.policy(), new StoredViews(dynamoDb, LOG, FEED), clock());
    }

    SimulatedDynamoDb dynamoDb(boolean mayCrash) {
        return new SimulatedDynamoDb(tables, network(mayCrash));
    }

    SimulatedDynamoDb.Network network(boolean mayCrash) {
        return new SimulatedDynamoDb.Network() {
            @Override
            public <T> T call(String action, Supplier<T> effect) {
                return World.this.call(
                        mayCrash,
                        () -> {
                            T result = effect.get();
                            scheduler.trace(() -> action + " " + result);
                            return result;
                        });
            }
        };
    }

    InstantSource clock() {
        return scheduler::clock;
    }

    Pause pause() {
        return new Pause(scheduler.random, scheduler::sleep);
    }

    Supplier<String> names(String prefix) {
        return () -> prefix + ++names;
    }

    /** Lets faults happen more often than in other seeds. */
    void makeRestless() {
        faultRate = 0.05;
    }

    boolean fault() {
        return !faultsAreOver && !scheduler.current().isSpared && scheduler.chance(faultRate);
    }

    /**
     * Delays a call, and now and then loses its request or its answer, or ends its caller.
     *
     * <p>The time of an answer is that of the next request too: between them a caller only
     * computes. But for what it reads from its clock: so some requests travel by themselves.
     */
    <T> T call(boolean mayCrash, Supplier<T> effect) {
        if (fault()) {
            stall();
        } else if (scheduler.chance(SLOW_REQUESTS)) {
            travel(mayCrash);
        }
        if (fault()) {
            throw SdkClientException.create("the request was lost");
        }
        T result = effect.get();
        travel(mayCrash);
        if (fault()) {
            throw SdkClientException.create("the answer was lost");
        }
        return result;
    }

    private void travel(boolean mayCrash) {
        if (fault() && scheduler.chance(0.2)) {
            stall();
        } else {
            scheduler.sleep(Duration.ofMillis(1 + scheduler.random.nextInt(5)));
        }
        if (mayCrash && fault() && scheduler.chance(0.5)) {
            throw new Crash();
        }
    }

    private void stall() {
        int mostMillis = scheduler.random.nextBoolean() ? 3_000 : 40_000;
        scheduler.sleep(Duration.ofMillis(scheduler.random.nextInt(mostMillis)));
    }

    /** Returns the number of an event in the newest epoch that has it; 0 if it isn't logged. */
    long numberOf(String eventId) {
        var dynamoDb = new SimulatedDynamoDb(tables, SimulatedDynamoDb.Network.DIRECT);
        var log = log(dynamoDb);
        String epoch = log.head().orElseThrow().epoch();
        long next = 1;
        List<Entry> entries;
        while (!(entries = log.entriesFrom(epoch, next)).isEmpty()) {
            for (Entry entry : entries) {
                for (long number = entry.from(); number <= entry.to(); number++) {
                    if (entry.get(number).eventId().equals(eventId)) {
                        return number;
                    }
                }
            }
            next = entries.getLast().to() + 1;
        }
        return 0;
    }

    void violation(String text) {
        violations.add(text);
    }
}

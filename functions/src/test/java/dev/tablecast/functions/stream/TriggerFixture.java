package dev.tablecast.functions.stream;

import dev.tablecast.functions.limits.Recount;
import dev.tablecast.functions.log.ChangeLog;
import dev.tablecast.functions.log.Epochs;
import dev.tablecast.functions.log.LogReader;
import dev.tablecast.functions.log.Pause;
import dev.tablecast.functions.simulation.SimulatedDynamoDb;
import dev.tablecast.functions.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A trigger on a log in memory, whose feed no one may have missed anything of. */
final class TriggerFixture {
    static final String TABLE = "ChangeLog";

    final List<String> invocations = new ArrayList<>();
    private final AtomicInteger owners = new AtomicInteger();
    private final DynamoDbClient dynamoDb = SimulatedDynamoDb.withLog(TABLE);
    private final Workflow workflow;
    Instant now;

    TriggerFixture(Workflow workflow, Instant now) {
        this.workflow = workflow;
        this.now = now;
    }

    /** Returns a trigger without counters of connections. */
    static StreamTriggerHandler trigger(MessageFormat format, Workflow workflow, Instant now) {
        return new TriggerFixture(workflow, now).handler(format);
    }

    /** Returns a handler; all of a fixture share its log. */
    StreamTriggerHandler handler(MessageFormat format) {
        InstantSource clock = () -> now;
        var pause = new Pause(new Random(7), duration -> {});
        var log = new ChangeLog(dynamoDb, TABLE, "Items", Duration.ofHours(26), clock);
        return new StreamTriggerHandler(
                new FeedFunction(
                        log,
                        new LogReader(log, 1_000_000, pause),
                        new Epochs(log, clock, false),
                        format,
                        workflow,
                        (renewal, call) -> call.run(),
                        (function, event) -> invocations.add(function + " " + event),
                        "live",
                        () -> "owner-" + owners.incrementAndGet(),
                        clock,
                        pause),
                Recount.none(),
                clock);
    }

    ChangeLog log() {
        return new ChangeLog(dynamoDb, TABLE, "Items", Duration.ofHours(26), () -> now);
    }
}

package dev.tablecast.functions.stream;

import dev.tablecast.functions.log.BroadcastFailedException;
import dev.tablecast.functions.log.Broadcasting;
import dev.tablecast.functions.log.Entry;
import dev.tablecast.functions.log.LogReader;
import dev.tablecast.functions.log.LogRecord;
import dev.tablecast.functions.log.Round;
import dev.tablecast.functions.workflow.Workflow;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The delivery of a round by executions of the workflow, one after the other.
 *
 * <p>A reset closes everyone who is connected: they read the table again when they come back. What
 * the round has before it needs no delivery then.
 */
record RoundBroadcast(
        LogReader reader,
        MessageFormat format,
        Workflow workflow,
        InstantSource clock,
        Report report)
        implements Broadcasting {
    private static final Logger LOG = LoggerFactory.getLogger(RoundBroadcast.class);

    /** Learns of each execution that broadcast changes when it has ended. */
    @FunctionalInterface
    interface Report {
        void of(Broadcast broadcast, Workflow.Outcome outcome);
    }

    @Override
    public void deliver(Round round) {
        boolean reset = false;
        var changes = new ArrayList<Change>();
        for (LogRecord next : records(round)) {
            switch (next) {
                case LogRecord.Change change ->
                        changes.add(ChangeBody.read(change.eventId(), change.body()));
                case LogRecord.Reset ignored -> {
                    reset = true;
                    changes.clear();
                }
            }
        }
        if (reset) {
            requireSuccess(
                    workflow.run(
                            "{\"messages\":[],\"closeConnectedBefore\":" + clock.millis() + "}"));
        }
        for (Broadcast broadcast : Broadcast.of(format.messages(changes))) {
            Workflow.Outcome outcome = workflow.run(broadcast.input());
            report.of(broadcast, outcome);
            requireSuccess(outcome);
        }
    }

    private List<LogRecord> records(Round round) {
        var records = new ArrayList<LogRecord>();
        for (Entry entry : reader.read(round.epoch(), round.from(), round.to())) {
            long last = Math.min(round.to(), entry.to());
            for (long number = Math.max(round.from(), entry.from()); number <= last; number++) {
                records.add(entry.get(number));
            }
        }
        return records;
    }

    private static void requireSuccess(Workflow.Outcome outcome) {
        if (outcome instanceof Workflow.Outcome.Failed failed) {
            LOG.atWarn()
                    .addKeyValue("execution", failed.execution())
                    .addKeyValue("error", failed.error())
                    .log("A broadcast failed");
            throw new BroadcastFailedException(
                    "execution " + failed.execution() + " ended with " + failed.error());
        }
    }
}

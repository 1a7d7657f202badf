package dev.tablecast.functions.feed;

import dev.tablecast.functions.change.Json;
import dev.tablecast.functions.log.BroadcastFailedException;
import dev.tablecast.functions.log.Broadcasting;
import dev.tablecast.functions.log.LogReader;
import dev.tablecast.functions.log.LogUnreadableException;
import dev.tablecast.functions.log.Round;
import dev.tablecast.functions.workflow.Workflow;
import java.io.UncheckedIOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The delivery of a round by an execution of the workflow, whose input is {@code
 * {"feed","epoch","from","to"}}: the posting function reads the round from the log.
 *
 * @param feed the name of the feed
 */
public record RoundBroadcast(String feed, LogReader reader, Workflow workflow, Report report)
        implements Broadcasting {
    private static final Logger LOG = LoggerFactory.getLogger(RoundBroadcast.class);

    /** Learns of each execution when it has ended. */
    @FunctionalInterface
    public interface Report {
        void of(RoundContent content, Workflow.Outcome outcome);
    }

    /**
     * @throws LogUnreadableException if the log doesn't have it, or a change can't be read
     */
    @Override
    public void deliver(Round round) {
        var content = content(round);
        Workflow.Outcome outcome =
                workflow.run(input(feed, round.epoch(), round.from(), round.to()));
        report.of(content, outcome);
        if (outcome instanceof Workflow.Outcome.Failed failed) {
            LOG.atWarn()
                    .addKeyValue("execution", failed.execution())
                    .addKeyValue("error", failed.error())
                    .log("A broadcast failed");
            if (failed.error().equals(LogUnreadableException.class.getName())) {
                throw new LogUnreadableException(round.epoch(), round.from());
            }
            throw new BroadcastFailedException(
                    "execution " + failed.execution() + " ended with " + failed.error());
        }
    }

    private RoundContent content(Round round) {
        try {
            return RoundContent.of(round, reader);
        } catch (UncheckedIOException e) {
            throw new LogUnreadableException(round.epoch(), round.from(), e);
        }
    }

    /** Returns the input of an execution that sends nothing. */
    public static String nothing(String feed) {
        return input(feed, "", 1, 0);
    }

    private static String input(String feed, String epoch, long from, long to) {
        return Json.written(
                json -> {
                    json.writeStartObject();
                    json.writeStringField("feed", feed);
                    json.writeStringField("epoch", epoch);
                    json.writeNumberField("from", from);
                    json.writeNumberField("to", to);
                    json.writeEndObject();
                });
    }
}

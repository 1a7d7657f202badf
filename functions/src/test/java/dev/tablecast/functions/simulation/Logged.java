package dev.tablecast.functions.simulation;

import dev.tablecast.functions.change.Change;
import dev.tablecast.functions.change.ChangeBody;
import dev.tablecast.functions.change.Projection;
import dev.tablecast.functions.expression.Value;
import dev.tablecast.functions.log.LogRecord;
import dev.tablecast.functions.message.Frame;
import dev.tablecast.functions.message.MessageFormat;
import dev.tablecast.functions.view.Policies;
import java.time.Instant;
import java.util.Map;

/** Records of the simulation: some changes are so large that a frame has few of them. */
final class Logged {
    static final MessageFormat FORMAT = Policies.json(new Projection.All());

    /** One record in so many is large. */
    private static final int LARGE = 8;

    private static final String MARK = "@";
    private static final String SMALL_BODY = body("");
    private static final String LARGE_BODY = body(" ".repeat(Frame.MAX_BYTES / 2 - 1_000));

    private Logged() {}

    /** Returns the record of an event; the key of its item is the event's id. */
    static LogRecord change(String eventId) {
        String body = eventId.hashCode() % LARGE == 0 ? LARGE_BODY : SMALL_BODY;
        return new LogRecord.Change(eventId, body.replace(MARK, eventId));
    }

    private static String body(String padding) {
        return ChangeBody.write(
                new Change(
                        "",
                        Change.Event.INSERT,
                        Instant.EPOCH,
                        Map.of("id", new Value.Text(MARK)),
                        Map.of("id", new Value.Text(MARK), "padding", new Value.Text(padding)),
                        Map.of()));
    }
}

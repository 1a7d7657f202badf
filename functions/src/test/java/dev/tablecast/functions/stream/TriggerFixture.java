package dev.tablecast.functions.stream;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.functions.feed.FeedParts;
import dev.tablecast.functions.feed.LogParts;
import dev.tablecast.functions.limits.Recount;
import dev.tablecast.functions.log.LogFixture;
import dev.tablecast.functions.message.Audience;
import dev.tablecast.functions.message.Frame;
import dev.tablecast.functions.message.MessageFormat;
import dev.tablecast.functions.message.Messages;
import dev.tablecast.functions.workflow.Workflow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A trigger on a log in memory, whose feed no one may have missed anything of. */
final class TriggerFixture {
    final List<String> invocations = new ArrayList<>();
    private final AtomicInteger owners = new AtomicInteger();
    private final Workflow workflow;
    private final MessageFormat format;
    Instant now;
    final LogFixture log = new LogFixture(() -> now);

    TriggerFixture(MessageFormat format, Workflow workflow, Instant now) {
        this.format = format;
        this.workflow = workflow;
        this.now = now;
    }

    /** Returns a handler without counters of connections; all of a fixture share its log. */
    StreamTriggerHandler handler() {
        var parts = new LogParts(log.log(), log.reader(), log.epochs(), () -> now, log.pause());
        var feed =
                new FeedParts(
                        LogFixture.FEED,
                        parts,
                        workflow,
                        (renewal, call) -> call.run(),
                        () -> "owner-" + owners.incrementAndGet());
        return new StreamTriggerHandler(
                new FeedFunction(
                        feed,
                        format,
                        (function, event) -> invocations.add(function + " " + event),
                        "live"),
                Recount.none(),
                () -> now);
    }

    /** The frames of an execution. */
    record Sent(Optional<Messages.Reset> reset, List<String> texts) {}

    /**
     * Returns the frames that an execution with this input sends to clients that don't subscribe.
     */
    Sent frames(JsonNode input) {
        long from = input.get("from").longValue();
        long to = input.get("to").longValue();
        if (to < from) {
            return new Sent(Optional.empty(), List.of());
        }
        var messages =
                format.messages(
                        log.reader().read(input.get("epoch").textValue(), from, to), from, to);
        var view = format.policy().openView().orElseThrow();
        return new Sent(
                messages.reset(),
                messages.frames(view, Audience.EVERYTHING).stream().map(Frame::text).toList());
    }
}

package dev.tablecast.functions.message;

import dev.tablecast.functions.change.Change;
import dev.tablecast.functions.change.ChangeBody;
import dev.tablecast.functions.change.Projection;
import dev.tablecast.functions.log.Entry;
import dev.tablecast.functions.log.LogRecord;
import dev.tablecast.functions.log.NumberedRecord;
import dev.tablecast.functions.text.TextFormat;
import dev.tablecast.functions.view.View;
import dev.tablecast.functions.view.ViewPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Plain texts without numbers, the same for all clients: no client can resume, and only the
 * template hides attributes.
 */
public record TextMessages(TextFormat format) implements MessageFormat {
    private static final ViewPolicy EVERYTHING =
            new ViewPolicy(Optional.empty(), new Projection.All(), Set.of(), Set.of());

    @Override
    public Change stored(Change change) {
        return format.stored(change);
    }

    @Override
    public Messages messages(List<Entry> entries, long from, long to) {
        Optional<Messages.Reset> reset = Messages.lastReset(entries, from, to);
        return new Texts(
                format, entries, reset.map(found -> found.number() + 1).orElse(from), to, reset);
    }

    @Override
    public boolean hasSubscriptions() {
        return false;
    }

    @Override
    public ViewPolicy policy() {
        return EVERYTHING;
    }

    private record Texts(
            TextFormat format, List<Entry> entries, long from, long to, Optional<Reset> reset)
            implements Messages {
        @Override
        public List<Frame> frames(View view, Audience audience) {
            var changes = new ArrayList<Change>();
            for (NumberedRecord next : NumberedRecord.between(entries, from, to)) {
                var change = (LogRecord.Change) next.content();
                changes.add(ChangeBody.read(change.eventId(), change.body()));
            }
            return format.texts(changes).stream().map(text -> new Frame(from, text)).toList();
        }
    }
}

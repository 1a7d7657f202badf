package dev.tablecast.functions.message;

import dev.tablecast.functions.change.Change;
import dev.tablecast.functions.change.ChangeBody;
import dev.tablecast.functions.log.Entry;
import dev.tablecast.functions.log.LogRecord;
import dev.tablecast.functions.log.NumberedRecord;
import dev.tablecast.functions.text.TextFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Plain texts, the same for everyone, without numbers: nobody can resume. */
public record TextMessages(TextFormat format) implements MessageFormat {
    @Override
    public Change stored(Change change) {
        return format.stored(change);
    }

    @Override
    public Frames frames(List<Entry> entries, long from, long to, Audience audience) {
        Optional<Frames.Reset> reset = Frames.lastReset(entries, from, to);
        long first = reset.map(found -> found.number() + 1).orElse(from);
        var changes = new ArrayList<Change>();
        for (NumberedRecord next : NumberedRecord.between(entries, first, to)) {
            var change = (LogRecord.Change) next.content();
            changes.add(ChangeBody.read(change.eventId(), change.body()));
        }
        return new Frames(reset, format.texts(changes));
    }

    @Override
    public boolean hasSubscriptions() {
        return false;
    }

    @Override
    public String view() {
        return "text";
    }
}

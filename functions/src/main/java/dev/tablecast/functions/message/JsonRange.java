package dev.tablecast.functions.message;

import dev.tablecast.functions.change.ChangeBody;
import dev.tablecast.functions.log.Entry;
import dev.tablecast.functions.log.LogRecord;
import dev.tablecast.functions.log.NumberedRecord;
import dev.tablecast.functions.view.Sight;
import dev.tablecast.functions.view.View;
import dev.tablecast.functions.view.ViewId;
import dev.tablecast.functions.view.VisibleAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The frames of a range, such as {@code {"type":"changes","subs":["a"],"epoch":"k3","from":4712,
 * "to":4718,"changes":[…]}}.
 *
 * <p>The changes are decoded once, evaluated once for each view, and written once for all views
 * that show the same of them. The frames of a view cover the range without gaps. A view that has
 * nothing of the range gets no frame, or an empty one where the range passes a mark: a multiple of
 * {@value #MARK_NUMBERS} numbers or {@value #MARK_BYTES} bytes of changes. So positions stay fresh.
 *
 * <p>Not safe for use by several threads.
 */
final class JsonRange implements Messages {
    private static final long MARK_NUMBERS = 1_000;
    private static final long MARK_BYTES = 1024 * 1024;

    private final List<Entry> entries;
    private final Optional<Reset> reset;
    private final long first;
    private final long to;
    private final boolean isMarked;
    private @Nullable List<RangeChange> changes;
    private final Map<ViewId, Shown> shown = new HashMap<>();
    private final Map<Addressed, List<Frame>> frames = new HashMap<>();

    JsonRange(List<Entry> entries, long from, long to) {
        this.entries = entries;
        this.reset = Messages.lastReset(entries, from, to);
        this.first = reset.map(found -> found.number() + 1).orElse(from);
        this.to = to;
        this.isMarked =
                first <= to
                        && ((from - 1) / MARK_NUMBERS != to / MARK_NUMBERS
                                || bytesUpTo(from - 1) / MARK_BYTES != bytesUpTo(to) / MARK_BYTES);
    }

    /**
     * The changes of the range that a view shows. Views that show the same are equal.
     *
     * @param sights the effect of each change, a character each
     */
    private record Shown(VisibleAttributes visible, String sights, boolean isEmpty) {}

    private record Addressed(Shown shown, Audience audience) {}

    @Override
    public Optional<Reset> reset() {
        return reset;
    }

    @Override
    public List<Frame> frames(View view, Audience audience) {
        if (first > to) {
            return List.of();
        }
        Shown content = shown.get(view.id());
        if (content == null) {
            content = shown(view);
            shown.put(view.id(), content);
        }
        if (content.isEmpty() && !(isMarked && !audience.replay())) {
            return List.of();
        }
        var addressed = new Addressed(content, audience);
        List<Frame> known = frames.get(addressed);
        if (known == null) {
            known = packed(view, content, audience);
            frames.put(addressed, known);
        }
        return known;
    }

    private Shown shown(View view) {
        var sights = new StringBuilder();
        boolean isEmpty = true;
        for (RangeChange change : changes()) {
            Sight sight = change.sight(view);
            isEmpty &= sight == Sight.NOTHING;
            sights.append((char) sight.ordinal());
        }
        return new Shown(view.visible(), sights.toString(), isEmpty);
    }

    private List<Frame> packed(View view, Shown content, Audience audience) {
        var packing = new Packing(entries.getFirst().epoch(), first, audience);
        for (int i = 0; i < changes().size(); i++) {
            Sight sight = Sight.values()[content.sights().charAt(i)];
            if (sight != Sight.NOTHING) {
                packing.add(changes().get(i), view, sight);
            }
        }
        return packing.frames(to);
    }

    private List<RangeChange> changes() {
        List<RangeChange> decoded = changes;
        if (decoded == null) {
            decoded = new ArrayList<>();
            for (NumberedRecord next : NumberedRecord.between(entries, first, to)) {
                var change = (LogRecord.Change) next.content();
                decoded.add(
                        new RangeChange(
                                next.number(), ChangeBody.read(change.eventId(), change.body())));
            }
            changes = decoded;
        }
        return decoded;
    }

    /** Returns the size of the epoch's records up to one, or to the last before this range. */
    private long bytesUpTo(long number) {
        long bytes = entries.getFirst().bytesBefore();
        for (Entry entry : entries) {
            if (entry.to() <= number) {
                bytes = entry.bytesBefore() + entry.bytes();
            } else {
                for (long next = entry.from(); next <= number; next++) {
                    bytes += entry.get(next).bytes();
                }
            }
        }
        return bytes;
    }
}

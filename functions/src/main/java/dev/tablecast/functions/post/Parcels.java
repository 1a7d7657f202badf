package dev.tablecast.functions.post;

import dev.tablecast.functions.connection.Subscription;
import dev.tablecast.functions.connection.Subscriptions;
import dev.tablecast.functions.log.Entry;
import dev.tablecast.functions.log.LogReader;
import dev.tablecast.functions.log.LogUnreadableException;
import dev.tablecast.functions.message.Answer.Reset;
import dev.tablecast.functions.message.Answer.ResetReason;
import dev.tablecast.functions.message.Audience;
import dev.tablecast.functions.message.Frames;
import dev.tablecast.functions.message.MessageFormat;
import dev.tablecast.functions.message.Position;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The frames of a range of the log for a chunk's connections, rendered once for each audience. */
final class Parcels {
    private static final Parcel NOTHING = new Parcel.Frames(List.of());

    private final MessageFormat format;
    private final Range range;
    private final List<Entry> entries;
    private final Map<Audience, Frames> rendered = new ConcurrentHashMap<>();

    private Parcels(MessageFormat format, Range range, List<Entry> entries) {
        this.format = format;
        this.range = range;
        this.entries = entries;
    }

    /**
     * Reads a range.
     *
     * @throws LogUnreadableException if the log doesn't have it
     */
    static Parcels read(MessageFormat format, Range range, LogReader reader) {
        return new Parcels(
                format,
                range,
                range.isEmpty() ? List.of() : reader.read(range.epoch(), range.from(), range.to()));
    }

    Range range() {
        return range;
    }

    boolean areEmpty() {
        return range.isEmpty();
    }

    /**
     * Returns what a connection gets.
     *
     * @throws LogUnreadableException if a change can't be read
     */
    Parcel of(Target target) {
        if (range.isEmpty()) {
            return NOTHING;
        }
        if (!format.hasSubscriptions() || target.subscriptions().isEmpty()) {
            Frames frames = render(Audience.EVERYTHING);
            return frames.reset().isPresent()
                    ? new Parcel.End()
                    : new Parcel.Frames(frames.texts());
        }
        return subscribed(target.subscriptions().get());
    }

    private Parcel subscribed(Subscriptions subscriptions) {
        List<Subscription> active = subscriptions.active();
        if (active.isEmpty()) {
            return NOTHING;
        }
        var names = active.stream().map(Subscription::sub).sorted().toList();
        Frames frames = render(new Audience(names, false));
        if (frames.reset().isEmpty()) {
            return new Parcel.Frames(frames.texts());
        }
        var texts = new ArrayList<String>();
        for (Subscription subscription : active) {
            texts.add(reset(subscription, frames.reset().get()).text());
        }
        texts.addAll(frames.texts());
        return new Parcel.Frames(texts);
    }

    private Reset reset(Subscription subscription, Frames.Reset reset) {
        return new Reset(
                subscription.sub(),
                subscription.rev(),
                ResetReason.valueOf(reset.reason().name()),
                new Position(range.epoch(), reset.number(), format.view()));
    }

    private Frames render(Audience audience) {
        return rendered.computeIfAbsent(audience, this::frames);
    }

    private Frames frames(Audience audience) {
        try {
            return format.frames(entries, range.from(), range.to(), audience);
        } catch (UncheckedIOException e) {
            throw new LogUnreadableException(range.epoch(), range.from(), e);
        }
    }
}

package dev.tablecast.functions.post;

import dev.tablecast.functions.connection.Subscription;
import dev.tablecast.functions.connection.Subscriptions;
import dev.tablecast.functions.log.LogUnreadableException;
import dev.tablecast.functions.message.Answer.Reset;
import dev.tablecast.functions.message.Answer.ResetReason;
import dev.tablecast.functions.message.Audience;
import dev.tablecast.functions.message.Frame;
import dev.tablecast.functions.message.MessageFormat;
import dev.tablecast.functions.message.Messages;
import dev.tablecast.functions.message.Position;
import dev.tablecast.functions.view.View;
import dev.tablecast.functions.view.Views;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The frames of a range of the log for a chunk's connections, rendered once for each view and
 * audience. Not safe for use by several threads.
 */
final class Parcels {
    private static final Logger LOG = LoggerFactory.getLogger(Parcels.class);
    private static final Parcel NOTHING = new Parcel.Frames(List.of());

    private final boolean hasSubscriptions;
    private final Range range;
    private final Optional<Messages> messages;
    private final Optional<View> openView;
    private final Map<String, View> views;

    private Parcels(
            boolean hasSubscriptions,
            Range range,
            Optional<Messages> messages,
            Optional<View> openView,
            Map<String, View> views) {
        this.hasSubscriptions = hasSubscriptions;
        this.range = range;
        this.messages = messages;
        this.openView = openView;
        this.views = views;
    }

    /**
     * Reads a range, and the views of those that it is for.
     *
     * @throws LogUnreadableException if the log doesn't have the range
     */
    static Parcels read(MessageFormat format, Range range, FeedReader feed, List<Target> targets) {
        Views views = feed.views();
        if (range.isEmpty()) {
            return new Parcels(
                    format.hasSubscriptions(), range, Optional.empty(), views.openView(), Map.of());
        }
        var entries = feed.log().read(range.epoch(), range.from(), range.to());
        return new Parcels(
                format.hasSubscriptions(),
                range,
                Optional.of(format.messages(entries, range.from(), range.to())),
                views.openView(),
                format.hasSubscriptions() ? views.find(named(targets)) : Map.of());
    }

    private static HashSet<String> named(List<Target> targets) {
        var named = new HashSet<String>();
        for (Target target : targets) {
            named.addAll(target.views());
        }
        return named;
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
        if (messages.isEmpty()) {
            return NOTHING;
        }
        try {
            if (!hasSubscriptions || target.subscriptions().isEmpty()) {
                return plain(target.view(), messages.get());
            }
            return subscribed(target.subscriptions().get(), messages.get());
        } catch (UncheckedIOException e) {
            throw new LogUnreadableException(range.epoch(), range.from(), e);
        }
    }

    private Parcel plain(Optional<String> id, Messages all) {
        Optional<View> view =
                hasSubscriptions && id.isPresent()
                        ? Optional.ofNullable(views.get(id.get()))
                        : openView;
        if (view.isEmpty()) {
            return unreadable();
        }
        return all.reset().isPresent()
                ? new Parcel.End()
                : parcel(all.frames(view.get(), Audience.EVERYTHING));
    }

    private Parcel subscribed(Subscriptions subscriptions, Messages all) {
        List<Subscription> active = subscriptions.active();
        if (active.isEmpty()) {
            return NOTHING;
        }
        if (active.size() == 1 && all.reset().isEmpty()) {
            View view = views.get(active.getFirst().view());
            return view == null
                    ? unreadable()
                    : parcel(
                            all.frames(
                                    view, new Audience(List.of(active.getFirst().sub()), false)));
        }
        var subsByView = new LinkedHashMap<View, List<String>>();
        for (Subscription subscription : active) {
            View view = views.get(subscription.view());
            if (view == null) {
                return unreadable();
            }
            subsByView.computeIfAbsent(view, ignored -> new ArrayList<>()).add(subscription.sub());
        }
        var frames = new ArrayList<Frame>();
        subsByView.forEach(
                (view, subs) ->
                        frames.addAll(
                                all.frames(
                                        view,
                                        new Audience(subs.stream().sorted().toList(), false))));
        if (subsByView.size() > 1) {
            frames.sort(Comparator.comparingLong(Frame::first));
        }
        if (all.reset().isEmpty()) {
            return parcel(frames);
        }
        var texts = new ArrayList<String>();
        for (Subscription subscription : active) {
            texts.add(reset(subscription, all.reset().get()).text());
        }
        frames.forEach(frame -> texts.add(frame.text()));
        return new Parcel.Frames(texts);
    }

    private static Parcel parcel(List<Frame> frames) {
        return frames.isEmpty()
                ? NOTHING
                : new Parcel.Frames(frames.stream().map(Frame::text).toList());
    }

    private static Parcel unreadable() {
        LOG.atWarn()
                .log("A connection's view can't be found or compiled; the connection is closed");
        return new Parcel.Unreadable();
    }

    private Reset reset(Subscription subscription, Messages.Reset reset) {
        return new Reset(
                subscription.sub(),
                subscription.rev(),
                ResetReason.valueOf(reset.reason().name()),
                new Position(range.epoch(), reset.number(), subscription.view()));
    }
}

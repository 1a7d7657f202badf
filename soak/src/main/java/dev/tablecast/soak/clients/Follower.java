package dev.tablecast.soak.clients;

import dev.tablecast.soak.history.Receipts;
import dev.tablecast.soak.history.Reception;
import dev.tablecast.soak.history.Sequence;
import dev.tablecast.soak.measure.Tally;
import dev.tablecast.soak.phase.Timeline;
import dev.tablecast.soak.protocol.Message;
import dev.tablecast.soak.protocol.MessageReader;
import dev.tablecast.soak.protocol.Position;
import dev.tablecast.soak.protocol.ResumeRule;
import dev.tablecast.soak.protocol.ResumeRule.Step;
import dev.tablecast.soak.protocol.SentChange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A client that resumes: it keeps its position across its connections. */
public final class Follower implements Audience {
    /** The sub-protocol that it offers in the handshake. */
    static final String SUB_PROTOCOL = "tablecast";

    private static final String SUB = "a";

    /** The timeout of a subscription; shorter than that of the browser client. */
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(10);

    private static final Duration BEFORE_NEXT_TRY = Duration.ofMillis(500);

    private final String name;
    private final String filter;
    private final MessageReader reader;
    private final Timeline timeline;
    private final Alarms alarms;
    private final Tally tally;
    private final ResumeRule rule = new ResumeRule(SUB, new Page());
    private final Receipts receipts = new Receipts();
    private final List<Start> starts = new ArrayList<>();
    private @Nullable ClientConnection current;
    private boolean resuming;

    /** The beginning of a sequence. */
    private record Start(Position position, int atMs, int receipts, Optional<String> reset) {}

    /**
     * @param filter the fields of its filter in a request, each preceded by a comma
     */
    public Follower(
            String name,
            String filter,
            MessageReader reader,
            Timeline timeline,
            Alarms alarms,
            Tally tally) {
        this.name = name;
        this.filter = filter;
        this.reader = reader;
        this.timeline = timeline;
        this.alarms = alarms;
        this.tally = tally;
    }

    private final class Page implements ResumeRule.Page {
        @Override
        public void started(Position at) {
            starts.add(new Start(at, timeline.nowMs(), receipts.size(), Optional.empty()));
        }

        @Override
        public void reset(String reason, Position at) {
            tally.count(Tally.RESETS);
            tally.count("starts over, reason " + reason);
            resuming = false;
            starts.add(new Start(at, timeline.nowMs(), receipts.size(), Optional.of(reason)));
        }

        @Override
        public void applied(SentChange change) {
            tally.count(Tally.DELIVERIES);
            receipts.add(change.id(), timeline.nowMs());
        }

        @Override
        public void repeated(SentChange change) {
            tally.count(Tally.DELIVERIES);
            tally.count(Tally.REPEATED);
        }

        @Override
        public void live(Position at) {
            if (resuming) {
                tally.count(Tally.RESUMED);
                resuming = false;
            }
        }
    }

    @Override
    public synchronized Receipts receipts() {
        return receipts;
    }

    @Override
    public synchronized void opened(ClientConnection connection) {
        current = connection;
        resuming = !starts.isEmpty();
        take(rule.opened());
    }

    @Override
    public synchronized void received(ClientConnection from, String text) {
        if (from == current) {
            Message message = reader.read(text);
            if (message instanceof Message.Unreadable) {
                tally.count("messages that can't be read");
            }
            take(rule.received(message));
        }
    }

    @Override
    public synchronized List<Sequence> sequences(List<Reception> connections) {
        boolean open = !connections.isEmpty() && connections.getLast().open();
        var sequences = new ArrayList<Sequence>();
        for (int i = 0; i < starts.size(); i++) {
            Start start = starts.get(i);
            boolean last = i == starts.size() - 1;
            int to = last ? receipts.size() : starts.get(i + 1).receipts();
            Sequence.End end = open ? Sequence.End.OPEN : Sequence.End.ENDED;
            sequences.add(
                    new Sequence(
                            name,
                            Optional.of(start.position()),
                            start.atMs(),
                            last ? end : Sequence.End.RESET,
                            start.reset(),
                            new Receipts.Part(receipts, start.receipts(), to)));
        }
        return sequences;
    }

    private void take(Step step) {
        switch (step) {
            case Step.Wait ignored -> {}
            case Step.Subscribe subscribe -> subscribe(subscribe);
            case Step.TryLater later -> {
                tally.count("subscriptions refused");
                alarms.after(BEFORE_NEXT_TRY, () -> overdue(later.rev()));
            }
        }
    }

    private void subscribe(Step.Subscribe subscribe) {
        tally.count("subscriptions asked for");
        String after =
                subscribe.after().map(position -> ",\"after\":\"" + position + "\"").orElse("");
        if (current != null) {
            current.send(
                    "{\"action\":\"subscribe\",\"sub\":\"%s\",\"rev\":%d%s%s}"
                            .formatted(SUB, subscribe.rev(), filter, after));
        }
        alarms.after(ANSWERED_WITHIN, () -> overdue(subscribe.rev()));
    }

    private synchronized void overdue(long rev) {
        if (current != null && current.isOpen()) {
            take(rule.overdue(rev));
        }
    }
}

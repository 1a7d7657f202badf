package dev.tablecast.soak.clients;

import dev.tablecast.soak.history.Receipts;
import dev.tablecast.soak.history.Reception;
import dev.tablecast.soak.history.Sequence;
import dev.tablecast.soak.phase.Timeline;
import dev.tablecast.soak.protocol.Message;
import dev.tablecast.soak.protocol.MessageReader;
import dev.tablecast.soak.protocol.SentChange;
import java.util.List;
import java.util.Optional;

/** A client without the sub-protocol: each of its connections starts from nothing. */
public record Plain(MessageReader reader, Timeline timeline) implements Audience {
    @Override
    public Receipts receipts() {
        return new Receipts();
    }

    @Override
    public void opened(ClientConnection connection) {
        // It receives everything without subscribing.
    }

    @Override
    public void received(ClientConnection from, String text) {
        if (reader.read(text) instanceof Message.Changes changes) {
            for (SentChange change : changes.changes()) {
                from.receipts().add(change.id(), timeline.nowMs());
            }
        } else {
            from.receipts()
                    .add(
                            reader.sent().change("", 0, MessageReader.UNREADABLE).id(),
                            timeline.nowMs());
        }
    }

    @Override
    public List<Sequence> sequences(List<Reception> connections) {
        return connections.stream()
                .map(
                        connection ->
                                new Sequence(
                                        connection.name(),
                                        Optional.empty(),
                                        connection.openedMs(),
                                        connection.open() ? Sequence.End.OPEN : Sequence.End.ENDED,
                                        Optional.empty(),
                                        connection.receipts()))
                .toList();
    }
}

package dev.tablecast.soak;

import dev.tablecast.soak.protocol.Message;
import dev.tablecast.soak.protocol.MessageReader;
import dev.tablecast.soak.protocol.ToldChange;
import java.util.List;
import java.util.Optional;

/** A client that doesn't speak the sub-protocol: each of its connections begins anew. */
record Plain(MessageReader reader, Timeline timeline) implements Audience {
    @Override
    public Receipts receipts() {
        return new Receipts();
    }

    @Override
    public void opened(ClientConnection connection) {
        // It gets everything without a word.
    }

    @Override
    public void received(ClientConnection from, String text) {
        if (reader.read(text) instanceof Message.Changes changes) {
            for (ToldChange change : changes.changes()) {
                from.receipts().add(change.id(), timeline.nowMs());
            }
        } else {
            from.receipts()
                    .add(
                            reader.told().told("", 0, MessageReader.UNREADABLE).id(),
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

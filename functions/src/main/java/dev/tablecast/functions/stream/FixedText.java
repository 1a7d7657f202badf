package dev.tablecast.functions.stream;

import java.util.List;

/** One and the same text, once for each batch: it says that something changed, not what. */
record FixedText(String text) implements MessageFormat {
    @Override
    public List<Message> messages(List<Change> changes) {
        return changes.isEmpty() ? List.of() : List.of(Message.of(changes, text));
    }

    @Override
    public Change stored(Change change) {
        return change.withoutImages();
    }
}

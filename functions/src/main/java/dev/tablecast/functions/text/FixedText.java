package dev.tablecast.functions.text;

import dev.tablecast.functions.change.Change;
import java.util.List;

/** One and the same text, once for each round: it says that something changed, not what. */
record FixedText(String text) implements TextFormat {
    @Override
    public List<String> texts(List<Change> changes) {
        return changes.isEmpty() ? List.of() : List.of(text.isEmpty() ? CUT : text);
    }

    @Override
    public Change stored(Change change) {
        return change.withoutImages();
    }
}

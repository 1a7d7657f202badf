package dev.tablecast.functions.text;

import dev.tablecast.functions.change.Change;
import java.util.List;

/** Plain texts in place of JSON, for clients such as the ones that the first version had. */
public sealed interface TextFormat permits FixedText, TextTemplate {
    /** The end of a text that was cut, and the text of a change that has none. */
    String CUT = "…";

    /**
     * Returns the format for a text: a template, if it names any attribute.
     *
     * @param maxBytes the size of a frame
     * @throws IllegalArgumentException if the text is no template
     */
    static TextFormat of(String text, int maxBytes) {
        return TextTemplate.of(text, maxBytes);
    }

    /**
     * Returns the texts about changes; none for none. None of them is empty: API Gateway refuses an
     * empty post, and the changes must be sent.
     */
    List<String> texts(List<Change> changes);

    /** Returns the part of a change that its text needs: it alone is stored. */
    Change stored(Change change);
}

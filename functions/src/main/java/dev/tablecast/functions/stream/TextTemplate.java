package dev.tablecast.functions.stream;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with names of attributes in braces, such as {@code {name}|{zip}}: a message for each
 * change.
 *
 * <p>An attribute comes from the item after the change, or, when it was removed, from the item
 * before it. Text and numbers stand as the table has them, anything else as JSON, what is missing
 * as nothing. A text too large for a frame is cut and ends in {@code …}; an empty one is {@code …}.
 */
record TextTemplate(String template) implements MessageFormat {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]+)}");

    /** Returns the format for a text: a template, if it names any attribute. */
    static MessageFormat of(String text) {
        return PLACEHOLDER.matcher(text).find() ? new TextTemplate(text) : new FixedText(text);
    }

    @Override
    public List<Message> messages(List<Change> changes) {
        return changes.stream()
                .map(change -> Message.of(List.of(change), fitted(filled(change))))
                .toList();
    }

    private String filled(Change change) {
        Map<String, Attribute> item =
                change.newImage().isEmpty() ? change.oldImage() : change.newImage();
        return PLACEHOLDER
                .matcher(template)
                .replaceAll(
                        match -> {
                            Attribute value = item.get(match.group(1));
                            return value == null
                                    ? ""
                                    : Matcher.quoteReplacement(AttributeWriter.plain(value));
                        });
    }

    /** Cuts a text at a code point so that it fits a frame, and an execution's input as JSON. */
    private static String fitted(String text) {
        if (fits(text)) {
            return text;
        }
        int low = 0;
        int high = text.codePointCount(0, text.length());
        while (low < high) {
            int middle = (low + high + 1) / 2;
            if (fits(cut(text, middle))) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return cut(text, low);
    }

    private static String cut(String text, int codePoints) {
        return text.substring(0, text.offsetByCodePoints(0, codePoints)) + Message.CUT;
    }

    private static boolean fits(String text) {
        return Message.bytes(text) <= Message.MAX_BYTES
                && Message.bytesAsJson(text) <= Broadcast.MAX_MESSAGE_BYTES;
    }
}

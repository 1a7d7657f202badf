package dev.tablecast.functions.text;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.tablecast.functions.change.Change;
import dev.tablecast.functions.change.PlainJson;
import dev.tablecast.functions.expression.Value;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Template} that each change fills: a message for each change.
 *
 * <p>A key's attribute comes from the record's keys, whatever the stream's view type. Any other
 * comes from the item after the change, or, when it was removed, from the item before it.
 *
 * <p>Text and numbers stand as the table has them, anything else as JSON, what is missing as
 * nothing. A text too large for a frame is cut and ends in {@code …}; an empty one is {@code …}.
 *
 * <p>A template that is JSON stays JSON: inside a string a value is escaped, elsewhere it is a JSON
 * value, {@code null} if it is missing; and of a message too large for a frame the values are cut,
 * not the message.
 */
record TextTemplate(Template template, int maxBytes) implements TextFormat {
    /**
     * Returns the format for a text: a template, if it names any attribute.
     *
     * @throws IllegalArgumentException if the text is no template
     */
    static TextFormat of(String text, int maxBytes) {
        var template = Template.parse(text);
        var format = new TextTemplate(template, maxBytes);
        return template.hasPlaceholders()
                ? format
                : new FixedText(format.filled(Map.of(), Integer.MAX_VALUE));
    }

    @Override
    public List<String> texts(List<Change> changes) {
        return changes.stream().map(this::text).map(text -> text.isEmpty() ? CUT : text).toList();
    }

    @Override
    public Change stored(Change change) {
        Set<String> names =
                template.parts().stream()
                        .filter(Template.Part.Placeholder.class::isInstance)
                        .map(part -> ((Template.Part.Placeholder) part).name())
                        .collect(Collectors.toSet());
        return change.keeping(names::contains);
    }

    private String text(Change change) {
        Map<String, Value> item = item(change);
        String whole = filled(item, Integer.MAX_VALUE);
        if (fits(whole)) {
            return whole;
        }
        int longest = whole.codePointCount(0, whole.length());
        return template.isJson()
                ? longest(longest, codePoints -> filled(item, codePoints))
                : longest(longest, codePoints -> cut(whole, codePoints));
    }

    private static Map<String, Value> item(Change change) {
        var item =
                new HashMap<String, Value>(
                        change.event() == Change.Event.REMOVE
                                ? change.oldImage()
                                : change.newImage());
        item.putAll(change.keys());
        return item;
    }

    /**
     * @param codePoints the most that a value takes, if the template is JSON
     */
    private String filled(Map<String, Value> item, int codePoints) {
        return template.parts().stream()
                .map(
                        part ->
                                switch (part) {
                                    case Template.Part.Literal literal -> literal.text();
                                    case Template.Part.Placeholder placeholder ->
                                            value(
                                                    placeholder,
                                                    item.get(placeholder.name()),
                                                    codePoints);
                                })
                .collect(Collectors.joining());
    }

    private String value(
            Template.Part.Placeholder placeholder, @Nullable Value value, int codePoints) {
        if (!template.isJson()) {
            return value == null ? "" : PlainJson.plain(value);
        }
        if (placeholder.insideString()) {
            return value == null ? "" : escaped(cutIfLonger(PlainJson.plain(value), codePoints));
        }
        if (value instanceof Value.Text(String text)) {
            return PlainJson.json(new Value.Text(cutIfLonger(text, codePoints)));
        }
        String json = value == null ? "null" : PlainJson.json(value);
        return json.length() > codePoints ? "null" : json;
    }

    private static String escaped(String text) {
        return new String(JsonStringEncoder.getInstance().quoteAsString(text));
    }

    /** Returns the longest text that fits a frame. */
    private String longest(int codePoints, IntFunction<String> cut) {
        int low = 0;
        int high = codePoints;
        while (low < high) {
            int middle = (low + high + 1) / 2;
            if (fits(cut.apply(middle))) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return cut.apply(low);
    }

    private static String cutIfLonger(String text, int codePoints) {
        return text.codePointCount(0, text.length()) <= codePoints ? text : cut(text, codePoints);
    }

    private static String cut(String text, int codePoints) {
        return text.substring(0, text.offsetByCodePoints(0, codePoints)) + CUT;
    }

    private boolean fits(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length <= maxBytes;
    }
}

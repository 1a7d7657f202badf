package dev.tablecast.local.stepfunctions.asl.parser;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.tablecast.local.stepfunctions.json.Timestamps;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Parses the fields of a Wait state that are the same in both query languages.
 *
 * @see <a href="https://states-language.net/spec.html#wait-state">ASL, Wait State</a>
 */
final class PauseParser {
    private final Fields fields;

    /**
     * Reports a problem unless exactly one of the fields is present.
     *
     * @param more the fields of the query language that set the duration, in addition to Seconds
     *     and Timestamp
     */
    PauseParser(Fields fields, List<String> more) {
        this.fields = fields;
        var choices = Stream.concat(Stream.of("Seconds", "Timestamp"), more.stream()).toList();
        long given = choices.stream().filter(fields::has).count();
        if (given != 1) {
            fields.problem(
                    "a Wait state needs exactly one of "
                            + String.join(", ", choices)
                            + ", not "
                            + given);
        }
    }

    /** Reads the constant timestamp. Returns null if it is absent, or invalid and reported. */
    @Nullable Instant timestamp() {
        var text = fields.text("Timestamp");
        if (text == null) {
            return null;
        }
        var timestamp = Timestamps.parse(TextNode.valueOf(text));
        if (timestamp.isEmpty()) {
            fields.problem(
                    "Timestamp",
                    "String does not match RFC3339 timestamp such as 2026-01-31T12:00:00Z: \""
                            + text
                            + "\"");
        }
        return timestamp.orElse(null);
    }
}

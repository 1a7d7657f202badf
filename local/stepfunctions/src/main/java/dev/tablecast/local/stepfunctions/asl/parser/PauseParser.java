package dev.tablecast.local.stepfunctions.asl.parser;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.tablecast.local.stepfunctions.json.Timestamps;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Parses what is the same in all query languages about how long a Wait state waits.
 *
 * @see <a href="https://states-language.net/spec.html#wait-state">ASL, Wait State</a>
 */
final class PauseParser {
    private final Fields fields;

    /**
     * Notes a mistake, unless exactly one field says how long.
     *
     * @param more the fields that there are beside Seconds and Timestamp
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

    /** The timestamp that is written out; null where there is none. */
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

package dev.tablecast.local.stepfunctions.asl;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.tablecast.local.stepfunctions.path.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Parses how long a Wait state waits.
 *
 * @see <a href="https://states-language.net/spec.html#wait-state">ASL, Wait State</a>
 */
final class PauseParser {
    private static final List<String> CHOICES =
            List.of("Seconds", "SecondsPath", "Timestamp", "TimestampPath");

    private final Fields fields;
    private final StateParser common;

    PauseParser(Fields fields, StateParser common) {
        this.fields = fields;
        this.common = common;
    }

    Pause parse() {
        long given = CHOICES.stream().filter(fields::has).count();
        if (given != 1) {
            fields.problem(
                    "a Wait state needs exactly one of "
                            + String.join(", ", CHOICES)
                            + ", not "
                            + given);
        }
        var seconds = common.amount("Seconds", 0, DefinitionParser.LONGEST_SECONDS);
        var timestamp = timestamp();
        var path = fields.parsed("TimestampPath", Path::parse);
        if (timestamp != null) {
            return new Pause.Until(timestamp);
        }
        if (path != null) {
            return new Pause.UntilAt(path);
        }
        return new Pause.For(seconds == null ? new Amount.Fixed(0) : seconds);
    }

    private @Nullable Instant timestamp() {
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

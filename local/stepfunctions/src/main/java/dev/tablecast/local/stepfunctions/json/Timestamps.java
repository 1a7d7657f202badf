package dev.tablecast.local.stepfunctions.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Timestamps of the States Language: RFC 3339 with an upper case T, and an upper case Z or an
 * offset.
 *
 * @see <a href="https://states-language.net/spec.html#timestamps">ASL, Timestamps</a>
 */
public final class Timestamps {
    private static final Pattern RFC_3339 =
            Pattern.compile(
                    "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?(Z|[+-]\\d\\d:\\d\\d)");

    private Timestamps() {}

    /** Parses a timestamp; empty if the value is not a string in this format. */
    public static Optional<Instant> parse(JsonNode value) {
        if (!value.isTextual() || !RFC_3339.matcher(value.textValue()).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(value.textValue()).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}

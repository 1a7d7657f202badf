package dev.tablecast.local.stepfunctions.execution;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.local.stepfunctions.failure.ErrorNames;
import dev.tablecast.local.stepfunctions.failure.FailureException;
import dev.tablecast.local.stepfunctions.failure.PayloadLimit;
import dev.tablecast.local.stepfunctions.json.Json;
import dev.tablecast.local.stepfunctions.json.NestedTooDeeplyException;

/**
 * The input or output of a state: JSON of at most 262,144 bytes in UTF-8.
 *
 * @param json the parsed text
 * @param text the JSON text
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html">Quotas</a>
 */
public record Payload(JsonNode json, String text) {
    /** Maximum size in UTF-8, without insignificant whitespace. */
    public static final int MOST_BYTES = PayloadLimit.MOST_BYTES;

    /**
     * Writes a value as JSON text.
     *
     * @param what the name of the state or task that the value comes from, for the error
     * @throws FailureException {@code States.DataLimitExceeded} if the text is too large, {@code
     *     States.Runtime} if it is nested too deeply
     */
    public static Payload of(JsonNode json, String what) {
        String text;
        try {
            text = Json.write(json);
        } catch (NestedTooDeeplyException e) {
            throw new FailureException(ErrorNames.RUNTIME, "'" + what + "': " + e.getMessage());
        }
        if (Json.utf8Length(text) > MOST_BYTES) {
            throw PayloadLimit.exceeded(what);
        }
        return new Payload(json, text);
    }
}

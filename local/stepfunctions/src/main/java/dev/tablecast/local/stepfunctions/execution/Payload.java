package dev.tablecast.local.stepfunctions.execution;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.local.stepfunctions.failure.ErrorNames;
import dev.tablecast.local.stepfunctions.failure.FailureException;
import dev.tablecast.local.stepfunctions.failure.PayloadLimit;
import dev.tablecast.local.stepfunctions.json.Json;
import dev.tablecast.local.stepfunctions.json.NestedTooDeeplyException;

/**
 * A state's input or output, which is never larger than 262,144 bytes.
 *
 * @param json the value
 * @param text the same as JSON text
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html">Quotas</a>
 */
public record Payload(JsonNode json, String text) {
    /** In UTF-8, without blanks. */
    public static final int MOST_BYTES = PayloadLimit.MOST_BYTES;

    /**
     * @param what the state or the task that it comes from
     * @throws FailureException {@code States.DataLimitExceeded}
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

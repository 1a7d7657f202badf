package dev.tablecast.local.stepfunctions.registry;

import dev.tablecast.local.stepfunctions.execution.Payload;
import dev.tablecast.local.stepfunctions.json.Json;
import dev.tablecast.local.stepfunctions.json.MalformedJsonException;
import dev.tablecast.local.stepfunctions.registry.RefusedException.Code;
import org.jspecify.annotations.Nullable;

/** The input that an execution is started with. */
final class ExecutionInput {
    private static final String DEFAULT = "{}";

    private ExecutionInput() {}

    /**
     * Parses the input.
     *
     * @param text JSON of at most {@link Payload#MOST_BYTES} bytes in UTF-8; null for an empty
     *     object
     * @throws RefusedException {@code InvalidExecutionInput}, if the text is too large or not JSON
     */
    static Payload parse(@Nullable String text) {
        var input = text == null ? DEFAULT : text;
        if (Json.utf8Length(input) > Payload.MOST_BYTES) {
            throw invalid(
                    "it has " + Json.utf8Length(input) + " bytes, more than " + Payload.MOST_BYTES);
        }
        try {
            var json = Json.parse(input);
            return new Payload(json, Json.write(json));
        } catch (MalformedJsonException e) {
            throw invalid("'" + e.getMessage() + "'");
        }
    }

    private static RefusedException invalid(String reason) {
        return new RefusedException(
                Code.INVALID_EXECUTION_INPUT, "Invalid State Machine Execution Input: " + reason);
    }
}

package dev.tablecast.local.cloud.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tablecast.local.cloud.lambda.LambdaFunction;
import java.io.IOException;

/** The outcome of a batch's invocation. */
sealed interface BatchOutcome {
    /** All records were processed. */
    record Processed() implements BatchOutcome {}

    /** The records before an index were processed; the rest must be retried. */
    record ProcessedUpTo(int index) implements BatchOutcome {}

    /** No record was processed. */
    record Failed(boolean functionError) implements BatchOutcome {}

    /** The function wasn't called. */
    record NotInvoked() implements BatchOutcome {}

    ObjectMapper JSON = new ObjectMapper();

    /**
     * Reads a response. The retry starts at the lowest of its {@code batchItemFailures}. An empty,
     * null or unknown identifier fails the whole batch, and so does a value that is no list.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html">Success
     *     and failure conditions</a>
     */
    static BatchOutcome of(Batch batch, LambdaFunction.Result result, boolean reportsItemFailures) {
        return switch (result) {
            case LambdaFunction.Throttled ignored -> new NotInvoked();
            case LambdaFunction.FunctionError ignored -> new Failed(true);
            case LambdaFunction.Payload payload ->
                    reportsItemFailures ? itemFailures(batch, payload.bytes()) : new Processed();
        };
    }

    private static BatchOutcome itemFailures(Batch batch, byte[] payload) {
        int lowest = batch.records().size();
        JsonNode failures = failures(payload);
        if (!failures.isArray()) {
            return isNothing(failures) ? new Processed() : new Failed(false);
        }
        for (JsonNode failure : failures) {
            int index = batch.indexOf(failure.path("itemIdentifier").asText(""));
            if (index < 0) {
                return new Failed(false);
            }
            lowest = Math.min(lowest, index);
        }
        if (lowest == batch.records().size()) {
            return new Processed();
        }
        return lowest == 0 ? new Failed(false) : new ProcessedUpTo(lowest);
    }

    private static boolean isNothing(JsonNode failures) {
        return failures.isMissingNode() || failures.isNull();
    }

    private static JsonNode failures(byte[] payload) {
        try {
            return JSON.readTree(payload).path("batchItemFailures");
        } catch (IOException e) {
            throw new IllegalStateException("a handler's response is always JSON", e);
        }
    }
}

package dev.tablecast.local.cloud.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tablecast.local.cloud.lambda.LambdaFunction;
import dev.tablecast.local.cloud.stream.BatchOutcome.Failed;
import dev.tablecast.local.cloud.stream.BatchOutcome.Processed;
import dev.tablecast.local.cloud.stream.BatchOutcome.ProcessedUpTo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchOutcomeTest {
    private final Batch batch = new Batch(Shards.records("100", "200", "300"), 0);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"batchItemFailures\":[]}",
                "{\"batchItemFailures\":null}",
                "{}",
                "null",
                "\"done\""
            })
    void anAnswerThatReportsNothingIsSuccess(String answer) {
        assertThat(outcome(answer)).isEqualTo(new Processed());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"\"}]}",
                "{\"batchItemFailures\":[{\"itemIdentifier\":null}]}",
                "{\"batchItemFailures\":[{\"itemIdentifer\":\"200\"}]}",
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"250\"}]}",
                "{\"batchItemFailures\":[{}]}",
                "{\"batchItemFailures\":[null]}",
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"300\"},{\"itemIdentifier\":\"\"}]}",
                "{\"batchItemFailures\":{\"itemIdentifier\":\"200\"}}",
                "{\"batchItemFailures\":\"200\"}"
            })
    void anIdentifierThatNamesNoRecordFailsTheWholeBatch(String answer) {
        assertThat(outcome(answer)).isEqualTo(new Failed(false));
    }

    @Test
    void whatLiesBeforeTheReportedRecordIsProcessed() {
        assertThat(outcome("{\"batchItemFailures\":[{\"itemIdentifier\":\"200\"}]}"))
                .isEqualTo(new ProcessedUpTo(1));
    }

    @Test
    void theLowestSequenceNumberWinsWhereverItStands() {
        assertThat(
                        outcome(
                                "{\"batchItemFailures\":[{\"itemIdentifier\":\"300\"},"
                                        + "{\"itemIdentifier\":\"200\"},"
                                        + "{\"itemIdentifier\":\"300\"}]}"))
                .isEqualTo(new ProcessedUpTo(1));
    }

    @Test
    void theFirstRecordReportedFailsTheWholeBatch() {
        assertThat(outcome("{\"batchItemFailures\":[{\"itemIdentifier\":\"100\"}]}"))
                .isEqualTo(new Failed(false));
    }

    @Test
    void aFunctionErrorFailsTheWholeBatchWhateverItsPayload() {
        assertThat(BatchOutcome.of(batch, RecordingFunction.error(), true))
                .isEqualTo(new Failed(true));
        assertThat(BatchOutcome.of(batch, RecordingFunction.error(), false))
                .isEqualTo(new Failed(true));
    }

    @Test
    void aThrottledFunctionWasNotInvoked() {
        assertThat(BatchOutcome.of(batch, new LambdaFunction.Throttled(), true))
                .isEqualTo(new BatchOutcome.NotInvoked());
        assertThat(BatchOutcome.of(batch, new LambdaFunction.Throttled(), false))
                .isEqualTo(new BatchOutcome.NotInvoked());
    }

    @Test
    void withoutReportsOfItemFailuresTheAnswerIsNotRead() {
        assertThat(BatchOutcome.of(batch, RecordingFunction.failureOf("200"), false))
                .isEqualTo(new Processed());
        assertThat(BatchOutcome.of(batch, RecordingFunction.answer("no JSON"), false))
                .isEqualTo(new Processed());
    }

    private BatchOutcome outcome(String answer) {
        return BatchOutcome.of(batch, RecordingFunction.answer(answer), true);
    }
}

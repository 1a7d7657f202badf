package dev.tablecast.infrastructure.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tablecast.infrastructure.ProvisionedStack;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StreamTriggerTest {

    @Test
    void theMappingMissesNothingAndTriesABatchWholeUntilItIsTooOld() {
        var mapping = mapping(ProvisionedStack.byDefault());

        assertThat(mapping)
                .containsEntry(
                        "eventSourceArn",
                        "arn:aws:dynamodb:us-east-1:123456789012:table/Items/stream/2026-11-22T19:49:00.000")
                .containsEntry(
                        "functionName",
                        "arn:aws:lambda:us-east-1:123456789012:function:stream-trigger:generation")
                .containsEntry("startingPosition", "TRIM_HORIZON")
                .containsEntry("batchSize", 100.0)
                .containsEntry("maximumBatchingWindowInSeconds", 0.0)
                .containsEntry("parallelizationFactor", 1.0)
                .containsEntry("bisectBatchOnFunctionError", false)
                .containsEntry("maximumRetryAttempts", -1.0)
                .containsEntry("maximumRecordAgeInSeconds", 3600.0)
                .containsEntry("metricsConfig", Map.of("metrics", List.of("EventCount")))
                .containsEntry("functionResponseTypes", List.of("ReportBatchItemFailures"))
                .containsEntry(
                        "destinationConfig",
                        Map.of(
                                "onFailure",
                                Map.of(
                                        "destinationArn",
                                        "arn:aws:sqs:us-east-1:123456789012:on-failure")))
                .doesNotContainKey("filterCriteria");
    }

    @Test
    void theMappingIsWhatWasChosen() {
        var mapping =
                mapping(
                        ProvisionedStack.with(
                                "batchSize", "5",
                                "batchWindowSeconds", "2",
                                "parallelizationFactor", "10",
                                "maximumRecordAgeSeconds", "82800"));

        assertThat(mapping)
                .containsEntry("batchSize", 5.0)
                .containsEntry("maximumBatchingWindowInSeconds", 2.0)
                .containsEntry("parallelizationFactor", 10.0)
                .containsEntry("maximumRetryAttempts", -1.0)
                .containsEntry("maximumRecordAgeInSeconds", 82_800.0);
    }

    @Test
    void theFunctionMayInvokeItselfForAsLongAsItHasTo() {
        assertThat(ProvisionedStack.byDefault().inputs("FunctionRecursionConfig", "stream-trigger"))
                .containsEntry("functionName", "stream-trigger")
                .containsEntry("recursiveLoop", "Allow");
    }

    @Test
    void whatIsNotBroadcastIsFilteredBeforeTheFunctionRuns() {
        var stack =
                ProvisionedStack.with(
                        "eventNames",
                        "INSERT",
                        "filter",
                        "{\"dynamodb\":{\"NewImage\":{\"public\":{\"BOOL\":[true]}}}}");

        assertThat(mapping(stack))
                .containsEntry(
                        "filterCriteria",
                        Map.of(
                                "filters",
                                List.of(
                                        Map.of(
                                                "pattern",
                                                "{\"dynamodb\":{\"NewImage\":{\"public\":"
                                                        + "{\"BOOL\":[true]}}},"
                                                        + "\"eventName\":[\"INSERT\"]}"))));
    }

    @Test
    void whatCouldNotBeDeliveredIsKeptForAsLongAsItCanBe() {
        assertThat(ProvisionedStack.byDefault().inputs("Queue", "on-failure"))
                .containsEntry("messageRetentionSeconds", 14.0 * 24 * 3600)
                .containsEntry("sqsManagedSseEnabled", true);
    }

    @Test
    void whatCouldNotBeDeliveredIsDealtWithAtOnceAndAgainUntilItIs() {
        var stack = ProvisionedStack.byDefault();

        assertThat(stack.inputs("EventSourceMapping", "discarded-batches"))
                .containsEntry("eventSourceArn", "arn:aws:sqs:us-east-1:123456789012:on-failure")
                .containsEntry(
                        "functionName",
                        "arn:aws:lambda:us-east-1:123456789012:function:discarded-batches:live")
                .containsEntry("batchSize", 10.0);
        assertThat(stack.inputs("Queue", "on-failure"))
                .containsEntry(
                        "visibilityTimeoutSeconds",
                        6 * (double) stack.inputs("Function", "discarded-batches").get("timeout"));
    }

    private static Map<String, Object> mapping(ProvisionedStack stack) {
        return stack.inputs("EventSourceMapping", "stream-trigger");
    }
}

package dev.tablecast.local.cloud.provision;

import static dev.tablecast.local.cloud.provision.ProviderFixture.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tablecast.local.cloud.queue.QueueMapping;
import dev.tablecast.local.cloud.stream.EventSourceMapping;
import dev.tablecast.local.cloud.stream.EventSourceMapping.Retries;
import dev.tablecast.local.cloud.stream.EventSourceMapping.StartingPosition;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventSourceMappingsTest {
    private static final String MAPPING = "aws:lambda/eventSourceMapping:EventSourceMapping";
    private static final String QUEUE = ProviderFixture.QUEUE;

    private final ProviderFixture local = new ProviderFixture();

    @Test
    void aMappingHasLambdasDefaults() {
        local.provideFunction("trigger");
        local.provide(MAPPING, "trigger", mapping(Map.of()));

        EventSourceMapping mapping = local.mappings.streams().getFirst();
        assertThat(mapping.streamArn()).isEqualTo("stream");
        assertThat(mapping.startingPosition()).isEqualTo(StartingPosition.LATEST);
        assertThat(mapping.batchSize()).isEqualTo(100);
        assertThat(mapping.batchingWindow()).isZero();
        assertThat(mapping.retries()).isEqualTo(new Retries(-1, Duration.ofSeconds(-1), false));
        assertThat(mapping.reportsBatchItemFailures()).isFalse();
        assertThat(mapping.onFailure()).isEmpty();
    }

    @Test
    void aMappingIsReadWhole() {
        String function = local.provideFunction("trigger").get("arn").toString();
        String queue = local.provide(QUEUE, "failed", Map.of()).get("arn").toString();
        local.provide(
                MAPPING,
                "trigger",
                mapping(
                        Map.ofEntries(
                                Map.entry("functionName", function),
                                Map.entry("startingPosition", "TRIM_HORIZON"),
                                Map.entry("batchSize", 10.0),
                                Map.entry("maximumBatchingWindowInSeconds", 5.0),
                                Map.entry("maximumRetryAttempts", 2.0),
                                Map.entry("maximumRecordAgeInSeconds", 60.0),
                                Map.entry("bisectBatchOnFunctionError", true),
                                Map.entry(
                                        "functionResponseTypes",
                                        List.of("ReportBatchItemFailures")),
                                Map.entry(
                                        "destinationConfig",
                                        Map.of("onFailure", Map.of("destinationArn", queue))))));

        EventSourceMapping mapping = local.mappings.streams().getFirst();
        assertThat(mapping.functionArn()).isEqualTo(function);
        assertThat(mapping.startingPosition()).isEqualTo(StartingPosition.TRIM_HORIZON);
        assertThat(mapping.batchSize()).isEqualTo(10);
        assertThat(mapping.batchingWindow()).isEqualTo(Duration.ofSeconds(5));
        assertThat(mapping.retries()).isEqualTo(new Retries(2, Duration.ofSeconds(60), true));
        assertThat(mapping.reportsBatchItemFailures()).isTrue();
        assertThat(mapping.onFailure()).hasValue(local.queues.all().getFirst());
    }

    @Test
    void aMappingOfAQueueIsOne() {
        local.provideFunction("trigger");
        String queue = local.provide(QUEUE, "failed", Map.of()).get("arn").toString();
        local.provide(MAPPING, "m", Map.of("eventSourceArn", queue, "functionName", "trigger"));

        assertThat(local.mappings.streams()).isEmpty();
        QueueMapping mapping = local.mappings.queues().getFirst();
        assertThat(mapping.queue()).isEqualTo(local.queues.all().getFirst());
        assertThat(mapping.batchSize()).isEqualTo(10);
    }

    @Test
    void aMappingThatIsDisabledIsNotPolled() {
        local.provideFunction("trigger");
        local.provide(MAPPING, "trigger", mapping(Map.of("enabled", false)));

        assertThat(local.mappings.streams()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "functionName, nobody, functionName is nobody; the local cloud supports the functions of"
                + " this program",
        "startingPosition, AT_TIMESTAMP, 'startingPosition is AT_TIMESTAMP; the local cloud"
                + " supports [TRIM_HORIZON, LATEST]'"
    })
    void aMappingOfWhatThereIsNotIsRefused(String input, String value, String message) {
        local.provideFunction("trigger");

        assertRefused(
                () -> local.provide(MAPPING, "m", mapping(Map.of(input, value))),
                MAPPING + " \"m\": " + message);
    }

    @Test
    void aDestinationThatIsNoQueueOfTheProgramIsRefused() {
        local.provideFunction("trigger");

        assertRefused(
                () ->
                        local.provide(
                                MAPPING,
                                "m",
                                mapping(
                                        Map.of(
                                                "destinationConfig",
                                                Map.of(
                                                        "onFailure",
                                                        Map.of("destinationArn", "arn:topic"))))),
                MAPPING + " \"m\": destinationConfig.onFailure is arn:topic");
    }

    @Test
    void aFilterThatIsNoneIsRefusedWithItsPattern() {
        local.provideFunction("trigger");

        assertRefused(
                () ->
                        local.provide(
                                MAPPING,
                                "m",
                                mapping(
                                        Map.of(
                                                "filterCriteria",
                                                Map.of(
                                                        "filters",
                                                        List.of(Map.of("pattern", "INSERT")))))),
                MAPPING + " \"m\": the filter pattern INSERT can't be read");
    }

    private static Map<String, Object> mapping(Map<String, Object> inputs) {
        var all = new HashMap<String, Object>();
        all.put("eventSourceArn", "stream");
        all.put("functionName", "trigger");
        all.put("startingPosition", "LATEST");
        all.putAll(inputs);
        return all;
    }
}

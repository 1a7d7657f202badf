package dev.tablecast.statemachine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tablecast.local.stepfunctions.execution.history.HistoryEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.sfn.model.StartSyncExecutionResponse;
import software.amazon.awssdk.services.sfn.model.SyncExecutionStatus;

/** An execution that has ended, with its history. */
record BroadcastRun(StartSyncExecutionResponse execution, List<HistoryEvent> history) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The details that hold what a state or a task takes or returns. */
    private static final Set<String> PAYLOADS = Set.of("input", "output", "parameters");

    BroadcastRun {
        history = List.copyOf(history);
    }

    /** Returns the counts of an execution that has succeeded. */
    JsonNode counts() {
        assertThat(execution.status())
                .as("%s: %s", execution.error(), execution.cause())
                .isEqualTo(SyncExecutionStatus.SUCCEEDED);
        return json(execution.output()).get("counts");
    }

    int delivered() {
        return PlayedPostFunction.sum(counts(), "delivered");
    }

    /** Returns the error of an execution that has failed. */
    String error() {
        assertThat(execution.status()).isEqualTo(SyncExecutionStatus.FAILED);
        return execution.error();
    }

    List<String> statesEntered() {
        return history.stream()
                .filter(event -> event.type().name().endsWith("STATE_ENTERED"))
                .map(event -> event.details().get("name").textValue())
                .toList();
    }

    /** Returns what the scans were called with. */
    List<JsonNode> scans() {
        return history.stream()
                .map(HistoryEvent::details)
                .filter(details -> details.containsKey("parameters"))
                .filter(details -> details.get("resource").textValue().equals("scan"))
                .map(details -> json(details.get("parameters").textValue()))
                .toList();
    }

    /** Returns the size of the largest input, output, parameters or result of any state. */
    int largestPayloadBytes() {
        return history.stream()
                .flatMap(BroadcastRun::payloads)
                .mapToInt(text -> text.getBytes(StandardCharsets.UTF_8).length)
                .max()
                .orElseThrow();
    }

    private static Stream<String> payloads(HistoryEvent event) {
        return event.details().entrySet().stream()
                .filter(detail -> PAYLOADS.contains(detail.getKey()))
                .map(detail -> detail.getValue().asText());
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

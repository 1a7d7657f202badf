package dev.tablecast.local.cloud.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tablecast.local.cloud.lambda.LambdaFunction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A function that records the sequence numbers of every event, with scripted responses. */
final class RecordingFunction implements LambdaFunction {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Function<List<String>, Result> answer;
    private final List<List<String>> invocations = new CopyOnWriteArrayList<>();
    private final List<JsonNode> events = new CopyOnWriteArrayList<>();

    RecordingFunction(Function<List<String>, Result> answer) {
        this.answer = answer;
    }

    static RecordingFunction succeeding() {
        return new RecordingFunction(sequenceNumbers -> success());
    }

    /** Returns a function that fails for batches with one of the records. */
    static RecordingFunction poisonedBy(String... poison) {
        return new RecordingFunction(
                batch -> batch.stream().anyMatch(List.of(poison)::contains) ? error() : success());
    }

    /** Returns a function that reports the first of the records that is in a batch. */
    static RecordingFunction reporting(String... poison) {
        return new RecordingFunction(
                batch -> {
                    Optional<String> found =
                            batch.stream().filter(List.of(poison)::contains).findFirst();
                    return found.map(RecordingFunction::failureOf)
                            .orElseGet(RecordingFunction::success);
                });
    }

    static Result success() {
        return answer("{\"batchItemFailures\":[]}");
    }

    static Result failureOf(String sequenceNumber) {
        return answer(
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"%s\"}]}".formatted(sequenceNumber));
    }

    static Result error() {
        return new FunctionError("java.lang.IllegalStateException");
    }

    static Result throttled() {
        return new Throttled();
    }

    static Payload answer(String json) {
        return new Payload(json.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Result invoke(byte[] event) {
        JsonNode records = records(event);
        List<String> sequenceNumbers =
                records.valueStream()
                        .map(one -> one.at("/dynamodb/SequenceNumber").textValue())
                        .toList();
        records.forEach(events::add);
        invocations.add(sequenceNumbers);
        return answer.apply(sequenceNumbers);
    }

    List<List<String>> invocations() {
        return List.copyOf(invocations);
    }

    /** Returns the records of all events in order. */
    List<JsonNode> records() {
        return List.copyOf(events);
    }

    List<String> sequenceNumbers() {
        return invocations.stream().flatMap(List::stream).toList();
    }

    private static JsonNode records(byte[] event) {
        try {
            return JSON.readTree(event).get("Records");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

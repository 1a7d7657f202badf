package dev.tablecast.local.cloud.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tablecast.local.cloud.queue.Queue;
import dev.tablecast.local.cloud.stream.EventSourceMapping.Retries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchProcessorTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> ALL = Shards.numbers(1, 8);

    private final Queue queue = new Queue("failed", "arn:aws:sqs:us-east-1:000000000000:failed");
    private final List<Duration> pauses = new ArrayList<>();
    private StreamFaults faults = StreamFaults.NONE;
    private Instant now = Shards.CREATED;

    @Test
    void aBatchThatSucceedsIsSentOnce() throws InterruptedException {
        var function = RecordingFunction.succeeding();
        process(function, new Retries(3, Shards.ANY_AGE, true), Shards.upTo(8));

        assertThat(function.invocations()).containsExactly(ALL);
        assertThat(pauses).isEmpty();
        assertThat(queue.messages()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 7})
    void retriesComeAfterTheFirstTime(int retries) throws InterruptedException {
        var function = RecordingFunction.poisonedBy("3");
        process(function, new Retries(retries, Shards.ANY_AGE, false), Shards.upTo(8));

        assertThat(function.invocations()).hasSize(retries + 1).containsOnly(ALL);
        assertThat(discarded()).singleElement().isEqualTo("1-8");
        assertThat(onFailure().getFirst().at("/requestContext/approximateInvokeCount").intValue())
                .isEqualTo(retries + 1);
    }

    @Test
    void withoutABoundABatchIsTriedUntilItSucceeds() throws InterruptedException {
        var failures = new AtomicInteger(500);
        var function =
                new RecordingFunction(
                        batch ->
                                failures.getAndDecrement() > 0
                                        ? RecordingFunction.error()
                                        : RecordingFunction.success());
        process(function, Shards.WITHOUT_END, Shards.upTo(2));

        assertThat(function.invocations()).hasSize(501);
        assertThat(queue.messages()).isEmpty();
    }

    @Test
    void retriesWaitLongerEachTimeUpToABound() throws InterruptedException {
        process(
                RecordingFunction.poisonedBy("1"),
                new Retries(9, Shards.ANY_AGE, false),
                Shards.upTo(1));

        assertThat(pauses)
                .extracting(Duration::toMillis)
                .containsExactly(50L, 100L, 200L, 400L, 800L, 1600L, 3200L, 3200L, 3200L);
    }

    @Test
    void aThrottledInvocationIsTriedAgainLaterAndIsNoAttempt() throws InterruptedException {
        var throttles = new AtomicInteger(9);
        var function =
                new RecordingFunction(
                        batch ->
                                throttles.getAndDecrement() > 0
                                        ? RecordingFunction.throttled()
                                        : RecordingFunction.error());
        process(function, new Retries(0, Shards.ANY_AGE, false), Shards.upTo(8));

        assertThat(function.invocations()).hasSize(10).containsOnly(ALL);
        assertThat(pauses)
                .extracting(Duration::toMillis)
                .containsExactly(50L, 100L, 200L, 400L, 800L, 1600L, 3200L, 3200L, 3200L);
        assertThat(onFailure().getFirst().at("/requestContext/approximateInvokeCount").intValue())
                .isOne();
    }

    @Test
    void aThrottledBatchIsNotHalvedAndIsGivenUpByItsAgeAlone() throws InterruptedException {
        var function = new RecordingFunction(batch -> RecordingFunction.throttled());
        process(function, new Retries(0, Duration.ofSeconds(1), true), Shards.upTo(8));

        // After 50, 150, 350 and 750 ms; the next would be after 1550.
        assertThat(function.invocations()).hasSize(5).containsOnly(ALL);
        assertThat(discarded()).containsExactly("1-8");
        assertThat(onFailure().getFirst().at("/requestContext/condition").textValue())
                .isEqualTo("RecordAgeExceeded");
    }

    @Test
    void aBatchThatIsRedeliveredIsDeliveredOnceMoreAndWhole() throws InterruptedException {
        var function = RecordingFunction.reporting("4");
        faults = records -> records.size() == 8;
        process(function, new Retries(0, Shards.ANY_AGE, false), Shards.upTo(8));

        List<String> rest = List.of("4", "5", "6", "7", "8");
        assertThat(function.invocations()).containsExactly(ALL, rest, ALL, rest);
        assertThat(discarded()).containsExactly("4-8", "4-8");
    }

    @Test
    void whichBatchIsRedeliveredIsKnownByItsRecords() throws InterruptedException {
        var function = RecordingFunction.succeeding();
        faults = records -> records.getFirst().at("/dynamodb/Keys/id/S").textValue().equals("2");
        var processor =
                processor(Shards.mapping(function, new Retries(0, Shards.ANY_AGE, false), queue));
        processor.process(Shards.records("1"));
        processor.process(Shards.records("2"));
        processor.process(Shards.records("3"));

        assertThat(function.sequenceNumbers()).containsExactly("1", "2", "2", "3");
    }

    @Test
    void aPoisonRecordEndsAloneWithItsNeighboursProcessedInOrder() throws InterruptedException {
        var function = RecordingFunction.poisonedBy("5");
        process(function, new Retries(1, Shards.ANY_AGE, true), Shards.upTo(8));

        assertThat(function.invocations())
                .containsExactly(
                        ALL,
                        List.of("1", "2", "3", "4"),
                        List.of("5", "6", "7", "8"),
                        List.of("5", "6"),
                        List.of("5"),
                        List.of("5"),
                        List.of("6"),
                        List.of("7", "8"));
        assertThat(discarded()).containsExactly("5-5");
        assertThat(onFailure().getFirst().at("/DDBStreamBatchInfo/batchSize").intValue()).isOne();
    }

    @Test
    void halvingIsNoRetryAndWaitsForNothing() throws InterruptedException {
        var function = RecordingFunction.poisonedBy("1");
        process(function, new Retries(0, Shards.ANY_AGE, true), Shards.upTo(8));

        assertThat(function.invocations())
                .containsExactly(
                        ALL,
                        List.of("1", "2", "3", "4"),
                        List.of("1", "2"),
                        List.of("1"),
                        List.of("2"),
                        List.of("3", "4"),
                        List.of("5", "6", "7", "8"));
        assertThat(pauses).isEmpty();
        assertThat(discarded()).containsExactly("1-1");
    }

    @Test
    void eachHalfHasItsOwnAttempts() throws InterruptedException {
        var function = RecordingFunction.poisonedBy("1", "2");
        process(function, new Retries(2, Shards.ANY_AGE, true), Shards.upTo(2));

        assertThat(function.invocations())
                .containsExactly(
                        List.of("1", "2"),
                        List.of("1"),
                        List.of("1"),
                        List.of("1"),
                        List.of("2"),
                        List.of("2"),
                        List.of("2"));
        assertThat(discarded()).containsExactly("1-1", "2-2");
    }

    @Test
    void theRecordsBeforeAReportedOneAreNeverSentAgain() throws InterruptedException {
        var function = RecordingFunction.reporting("4");
        process(function, new Retries(2, Shards.ANY_AGE, false), Shards.upTo(8));

        assertThat(function.invocations())
                .containsExactly(
                        ALL,
                        List.of("4", "5", "6", "7", "8"),
                        List.of("4", "5", "6", "7", "8"),
                        List.of("4", "5", "6", "7", "8"));
        assertThat(discarded()).containsExactly("4-8");
    }

    @Test
    void aReportedRecordIsHalvedFreeOfTheRest() throws InterruptedException {
        var function = RecordingFunction.reporting("4");
        process(function, new Retries(1, Shards.ANY_AGE, true), Shards.upTo(8));

        assertThat(function.invocations())
                .containsExactly(
                        ALL,
                        List.of("4", "5", "6", "7", "8"),
                        List.of("4", "5"),
                        List.of("4"),
                        List.of("4"),
                        List.of("5"),
                        List.of("6", "7", "8"));
        assertThat(discarded()).containsExactly("4-4");
    }

    @Test
    void progressResetsTheAttempts() throws InterruptedException {
        var failed = new HashSet<String>();
        var function =
                new RecordingFunction(
                        batch ->
                                batch.stream()
                                        .filter(failed::add)
                                        .findFirst()
                                        .map(RecordingFunction::failureOf)
                                        .orElseGet(RecordingFunction::success));
        process(function, new Retries(1, Shards.ANY_AGE, false), Shards.upTo(8));

        assertThat(function.invocations()).hasSize(9);
        assertThat(queue.messages()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void whateverIsPoisonTheRestIsProcessedOnceAndAllInOrder(long seed)
            throws InterruptedException {
        var random = new Random(seed);
        Set<String> poison = new HashSet<>();
        List<String> numbers = Shards.numbers(1, 1 + random.nextInt(40));
        numbers.stream().filter(number -> random.nextInt(4) == 0).forEach(poison::add);
        var processed = new ArrayList<String>();
        var function =
                new RecordingFunction(
                        batch -> {
                            Optional<String> found =
                                    batch.stream().filter(poison::contains).findFirst();
                            if (found.isPresent() && random.nextBoolean()) {
                                return RecordingFunction.error();
                            }
                            batch.stream()
                                    .takeWhile(number -> !poison.contains(number))
                                    .forEach(processed::add);
                            return found.map(RecordingFunction::failureOf)
                                    .orElseGet(RecordingFunction::success);
                        });
        process(
                function,
                new Retries(random.nextInt(3), Shards.ANY_AGE, true),
                Shards.records(numbers.toArray(String[]::new)));

        assertThat(processed)
                .containsExactlyElementsOf(
                        numbers.stream().filter(number -> !poison.contains(number)).toList());
        assertThat(discarded())
                .containsExactlyElementsOf(
                        numbers.stream()
                                .filter(poison::contains)
                                .map(number -> number + "-" + number)
                                .toList());
    }

    @Test
    void recordsThatAreTooOldAreGivenUpWithoutAnInvocation() throws InterruptedException {
        now = Shards.CREATED.plusSeconds(61);
        var function = RecordingFunction.succeeding();
        process(function, new Retries(-1, Duration.ofSeconds(60), true), Shards.upTo(8));

        assertThat(function.invocations()).isEmpty();
        assertThat(discarded()).containsExactly("1-8");
        assertThat(onFailure().getFirst().at("/requestContext/condition").textValue())
                .isEqualTo("RecordAgeExceeded");
        assertThat(onFailure().getFirst().at("/requestContext/approximateInvokeCount").intValue())
                .isZero();
    }

    @Test
    void aRecordAsOldAsItMayBeIsStillSent() throws InterruptedException {
        now = Shards.CREATED.plusSeconds(60);
        var function = RecordingFunction.succeeding();
        process(function, new Retries(-1, Duration.ofSeconds(60), true), Shards.upTo(1));

        assertThat(function.invocations()).hasSize(1);
    }

    @Test
    void youngerRecordsGoOnWhereTheOlderOnesOfTheirBatchAreGivenUp() throws InterruptedException {
        now = Shards.CREATED.plusSeconds(61);
        var function = RecordingFunction.succeeding();
        var records =
                Stream.concat(
                                Shards.upTo(2).stream(),
                                Stream.of(
                                        Shards.record("3", Shards.CREATED.plusSeconds(1)),
                                        Shards.record("4", Shards.CREATED.plusSeconds(2))))
                        .toList();
        process(function, new Retries(-1, Duration.ofSeconds(60), false), records);

        assertThat(function.invocations()).containsExactly(List.of("3", "4"));
        assertThat(discarded()).containsExactly("1-2");
    }

    @Test
    void aBatchThatGrowsTooOldWhileItIsRetriedIsGivenUp() throws InterruptedException {
        var function = RecordingFunction.poisonedBy("1");
        process(function, new Retries(-1, Duration.ofSeconds(1), false), Shards.upTo(2));

        // After 50, 150, 350 and 750 ms; the next would be after 1550.
        assertThat(function.invocations()).hasSize(5);
        assertThat(discarded()).containsExactly("1-2");
        assertThat(onFailure().getFirst().at("/requestContext/condition").textValue())
                .isEqualTo("RecordAgeExceeded");
        assertThat(onFailure().getFirst().at("/requestContext/approximateInvokeCount").intValue())
                .isEqualTo(5);
    }

    @Test
    void aBatchThatATestLetsExpireIsGivenUpAtItsNextTry() throws InterruptedException {
        var function = RecordingFunction.poisonedBy("1");
        faults = StreamFaults.expiring(records -> function.invocations().size() == 3);
        process(function, Shards.WITHOUT_END, Shards.upTo(2));

        assertThat(function.invocations()).hasSize(3);
        assertThat(discarded()).containsExactly("1-2");
        assertThat(onFailure().getFirst().at("/requestContext/condition").textValue())
                .isEqualTo("RecordAgeExceeded");
    }

    @Test
    void withoutADestinationABatchIsGivenUpSilentlyAndTheNextOneGoesOn()
            throws InterruptedException {
        var function = RecordingFunction.poisonedBy("1");
        var mapping =
                new EventSourceMapping(
                        Shards.STREAM_ARN,
                        Shards.FUNCTION_ARN,
                        function,
                        EventSourceMapping.StartingPosition.TRIM_HORIZON,
                        1,
                        Duration.ZERO,
                        new Retries(0, Shards.ANY_AGE, true),
                        true,
                        new FilterCriteria(List.of()),
                        Optional.empty());
        var processor = processor(mapping);
        processor.process(Shards.records("1"));
        processor.process(Shards.records("2"));

        assertThat(function.sequenceNumbers()).containsExactly("1", "2");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0})
    void anInvocationThatIsInterruptedIsTheLastAndNothingIsGivenUpForIt(int retries) {
        var function =
                new RecordingFunction(
                        batch -> {
                            Thread.currentThread().interrupt();
                            return RecordingFunction.error();
                        });

        assertThatThrownBy(
                        () ->
                                process(
                                        function,
                                        new Retries(retries, Shards.ANY_AGE, true),
                                        Shards.upTo(8)))
                .isInstanceOf(InterruptedException.class);
        assertThat(function.invocations()).containsExactly(ALL);
        assertThat(queue.messages()).isEmpty();
    }

    private void process(RecordingFunction function, Retries retries, List<StreamRecord> records)
            throws InterruptedException {
        processor(Shards.mapping(function, retries, queue)).process(records);
    }

    private BatchProcessor processor(EventSourceMapping mapping) {
        return new BatchProcessor(() -> mapping, "shardId-1", () -> now, this::pause, faults);
    }

    private void pause(Duration duration) {
        pauses.add(duration);
        now = now.plus(duration);
    }

    /** Returns the first and the last sequence number of every discarded batch. */
    private List<String> discarded() {
        return onFailure().stream()
                .map(message -> message.get("DDBStreamBatchInfo"))
                .map(
                        info ->
                                info.get("startSequenceNumber").textValue()
                                        + "-"
                                        + info.get("endSequenceNumber").textValue())
                .toList();
    }

    private List<JsonNode> onFailure() {
        return queue.messages().stream().map(message -> tree(message.body())).toList();
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

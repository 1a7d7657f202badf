package dev.tablecast.local.cloud.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tablecast.local.cloud.stream.EventSourceMapping.StartingPosition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ShardReaderTest {
    private final FakeStreams streams = new FakeStreams().shard("shard", null);
    private final RecordingFunction function = RecordingFunction.succeeding();
    private final List<Duration> pauses = new ArrayList<>();

    /** The actions by the time of the clock. */
    private final TreeMap<Instant, Runnable> timetable = new TreeMap<>();

    private Instant now = Shards.CREATED;

    @Test
    void aBatchHasNoMoreRecordsThanTheMappingSays() throws InterruptedException {
        streams.write("shard", "1", "2", "3", "4", "5").close("shard");
        read(2, Duration.ZERO);

        assertThat(function.invocations())
                .containsExactly(List.of("1", "2"), List.of("3", "4"), List.of("5"));
    }

    @Test
    void withoutAWindowABatchIsWhateverIsThere() throws InterruptedException {
        streams.write("shard", "1", "2");
        at(Duration.ofSeconds(1), () -> streams.write("shard", "3").close("shard"));
        read(100, Duration.ZERO);

        assertThat(function.invocations()).containsExactly(List.of("1", "2"), List.of("3"));
    }

    @Test
    void aWindowGathersWhatComesBeforeItsEnd() throws InterruptedException {
        streams.write("shard", "1");
        at(Duration.ofSeconds(2), () -> streams.write("shard", "2"));
        at(Duration.ofSeconds(4), () -> streams.write("shard", "3"));
        at(Duration.ofSeconds(6), () -> streams.write("shard", "4").close("shard"));
        read(100, Duration.ofSeconds(5));

        assertThat(function.invocations()).containsExactly(List.of("1", "2", "3"), List.of("4"));
    }

    @Test
    void aWindowOpensWithItsFirstRecord() throws InterruptedException {
        at(Duration.ofSeconds(60), () -> streams.write("shard", "1"));
        at(Duration.ofSeconds(63), () -> streams.write("shard", "2"));
        at(Duration.ofSeconds(70), () -> streams.close("shard"));
        read(100, Duration.ofSeconds(5));

        assertThat(function.invocations()).containsExactly(List.of("1", "2"));
    }

    @Test
    void aFullBatchWaitsForNoWindow() throws InterruptedException {
        streams.write("shard", "1", "2").close("shard");
        read(2, Duration.ofSeconds(300));

        assertThat(function.invocations()).containsExactly(List.of("1", "2"));
        assertThat(pauses).isEmpty();
    }

    @Test
    void theEndOfAShardWaitsForNoWindow() throws InterruptedException {
        streams.write("shard", "1").close("shard");
        read(2, Duration.ofSeconds(300));

        assertThat(function.invocations()).containsExactly(List.of("1"));
        assertThat(pauses).isEmpty();
    }

    @Test
    void recordsThatTheFilterHoldsBackTakeNoPlaceInABatch() throws InterruptedException {
        streams.write("shard", "1", "2", "3", "4", "5", "6").close("shard");
        read(
                2,
                Duration.ofSeconds(5),
                "{\"dynamodb\":{\"Keys\":{\"id\":{\"S\":[\"1\",\"5\",\"6\"]}}}}");

        assertThat(function.invocations()).containsExactly(List.of("1", "5"), List.of("6"));
    }

    @Test
    void whereTheFilterHoldsBackAllNothingIsInvoked() throws InterruptedException {
        streams.write("shard", "1", "2", "3").close("shard");
        read(2, Duration.ZERO, "{\"eventName\":[\"REMOVE\"]}");

        assertThat(function.invocations()).isEmpty();
    }

    private void read(int batchSize, Duration window, String... patterns)
            throws InterruptedException {
        var mapping =
                Shards.mapping(
                        function, StartingPosition.TRIM_HORIZON, batchSize, window, patterns);
        var iterator =
                new ShardIterator(
                        streams,
                        Shards.STREAM_ARN,
                        "shard",
                        StartingPosition.TRIM_HORIZON,
                        () -> now);
        new ShardReader(iterator, () -> mapping, () -> now, this::pause)
                .read(
                        new BatchProcessor(
                                () -> mapping, "shard", () -> now, this::pause, StreamFaults.NONE));
    }

    private void at(Duration sinceStart, Runnable happening) {
        timetable.put(Shards.CREATED.plus(sinceStart), happening);
    }

    private void pause(Duration duration) {
        pauses.add(duration);
        now = now.plus(duration);
        for (var due = timetable.firstEntry(); isDue(due); due = timetable.firstEntry()) {
            timetable.remove(due.getKey()).run();
        }
    }

    private boolean isDue(Map.Entry<Instant, Runnable> happening) {
        return happening != null && !happening.getKey().isAfter(now);
    }
}

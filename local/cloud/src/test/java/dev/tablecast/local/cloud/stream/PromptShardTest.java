package dev.tablecast.local.cloud.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tablecast.local.cloud.stream.EventSourceMapping.StartingPosition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;

class PromptShardTest {
    private static final Instant MINUTE = Instant.parse("2026-01-02T03:04:00Z");

    private final FakeStreams streams = new FakeStreams().shard("shard", null);
    private final List<Duration> pauses = new ArrayList<>();
    private Instant now = MINUTE.plusSeconds(10);
    private Duration lag = Duration.ZERO;
    private final PromptShard shard =
            new PromptShard(
                    new ShardIterator(
                            streams,
                            Shards.STREAM_ARN,
                            "shard",
                            StartingPosition.TRIM_HORIZON,
                            () -> now),
                    () -> now,
                    this::pause,
                    StreamFaults.lagging(() -> lag));

    @Test
    void aRecordHasTheTimeAtWhichItWasWrittenWheneverItIsReturned() {
        streams.write("shard", Shards.source("1", MINUTE)).close("shard");

        shard.read();
        now = now.plusSeconds(33);

        assertThat(shard.isAtEnd()).isFalse();
        assertThat(shard.next(10))
                .extracting(StreamRecord::createdAt)
                .containsExactly(MINUTE.plusSeconds(10));
        assertThat(shard.isAtEnd()).isTrue();
    }

    @Test
    void noMoreAreReturnedThanAreAskedFor() {
        streams.write("shard", "1", "2", "3").close("shard");

        shard.read();

        assertThat(numbers(shard.next(2))).containsExactly("1", "2");
        assertThat(numbers(shard.next(2))).containsExactly("3");
        assertThat(shard.next(2)).isEmpty();
    }

    @Test
    void aRecordIsReturnedOnceItIsAsOldAsTheLag() {
        streams.write("shard", "1").close("shard");
        lag = Duration.ofSeconds(3);

        shard.read();

        assertThat(shard.next(10)).isEmpty();
        now = now.plusMillis(2_999);
        assertThat(shard.next(10)).isEmpty();
        assertThat(shard.isAtEnd()).isFalse();
        now = now.plusMillis(1);
        assertThat(numbers(shard.next(10))).containsExactly("1");
    }

    @Test
    void aReadThatFailsIsTriedAgainAndLosesNothing() {
        streams.write("shard", "1", "2").close("shard");
        streams.beforeNextRead(
                        () -> {
                            throw InternalServerErrorException.builder().message("1st").build();
                        })
                .beforeNextRead(
                        () -> {
                            throw InternalServerErrorException.builder().message("2nd").build();
                        });

        shard.read();

        assertThat(numbers(shard.next(10))).containsExactly("1", "2");
        assertThat(pauses).contains(Duration.ofMillis(500));
    }

    @Test
    void anInterruptedReadIsTheLast() {
        streams.write("shard", "1")
                .close("shard")
                .beforeNextRead(
                        () -> {
                            Thread.currentThread().interrupt();
                            throw AbortedException.create("expected");
                        });

        shard.read();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(shard.next(10)).isEmpty();
        assertThat(pauses).isEmpty();
    }

    @Test
    void whatStopsTheReadingStopsTheShard() {
        streams.beforeNextRead(
                () -> {
                    throw new IllegalStateException("a record of an unknown kind");
                });

        shard.read();

        assertThatThrownBy(() -> shard.next(1)).hasMessage("a record of an unknown kind");
    }

    private static List<String> numbers(List<StreamRecord> records) {
        return records.stream().map(StreamRecord::sequenceNumber).toList();
    }

    private void pause(Duration duration) {
        pauses.add(duration);
    }
}

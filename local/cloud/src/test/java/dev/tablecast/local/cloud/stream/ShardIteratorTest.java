package dev.tablecast.local.cloud.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tablecast.local.cloud.stream.EventSourceMapping.StartingPosition;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;

class ShardIteratorTest {
    private final FakeStreams streams = new FakeStreams().shard("shard", null);

    @Test
    void trimHorizonBeginsWithTheOldestRecord() {
        streams.write("shard", "1", "2", "3");
        ShardIterator iterator = iterator(StartingPosition.TRIM_HORIZON);

        assertThat(next(iterator, 2)).containsExactly("1", "2");
        assertThat(next(iterator, 2)).containsExactly("3");
        assertThat(next(iterator, 2)).isEmpty();
        assertThat(iterator.isAtEnd()).isFalse();
    }

    @Test
    void latestBeginsWithWhatIsWrittenAfterwards() {
        streams.write("shard", "1", "2");
        ShardIterator iterator = iterator(StartingPosition.LATEST);
        streams.write("shard", "3");

        assertThat(next(iterator, 10)).containsExactly("3");
    }

    @Test
    void aShardThatIsClosedHasAnEnd() {
        streams.write("shard", "1").close("shard");
        ShardIterator iterator = iterator(StartingPosition.TRIM_HORIZON);

        assertThat(iterator.isAtEnd()).isFalse();
        assertThat(next(iterator, 10)).containsExactly("1");
        assertThat(iterator.isAtEnd()).isTrue();
    }

    @Test
    void noMoreIsAskedForThanDynamoDbGives() {
        next(iterator(StartingPosition.TRIM_HORIZON), 10_000);

        assertThat(streams.limits()).containsExactly(1000);
    }

    @Test
    void anExpiredIteratorIsReplacedByOneAfterTheLastRecordRead() {
        streams.write("shard", "1", "2", "3");
        ShardIterator iterator = iterator(StartingPosition.TRIM_HORIZON);
        next(iterator, 2);
        streams.beforeNextRead(ShardIteratorTest::expire);

        assertThat(next(iterator, 2)).containsExactly("3");
        assertThat(streams.iteratorTypes())
                .containsExactly("TRIM_HORIZON", "AFTER_SEQUENCE_NUMBER");
    }

    @Test
    void anExpiredIteratorThatHasReadNothingIsReplacedByOneLikeIt() {
        streams.write("shard", "1");
        ShardIterator iterator = iterator(StartingPosition.LATEST);
        streams.beforeNextRead(ShardIteratorTest::expire);

        assertThat(next(iterator, 2)).isEmpty();
        assertThat(streams.iteratorTypes()).containsExactly("LATEST", "LATEST");
    }

    @Test
    void whereTheLastRecordReadIsTrimmedTheOldestOneLeftIsNext() {
        streams.write("shard", "1", "2", "3", "4");
        ShardIterator iterator = iterator(StartingPosition.TRIM_HORIZON);
        next(iterator, 1);
        streams.trim("shard", 2);

        assertThat(next(iterator, 10)).containsExactly("3", "4");
    }

    @Test
    void anIteratorOfAShardThatWasEmptyLosesNoRecordWhenItIsSaidToBeTrimmed() {
        ShardIterator iterator = iterator(StartingPosition.LATEST);
        streams.write("shard", "1", "2").beforeNextRead(ShardIteratorTest::trimmed);

        assertThat(next(iterator, 10)).containsExactly("1", "2");
    }

    @Test
    void afterAFaultTheNextReadGoesOnFromTheSamePlace() {
        streams.write("shard", "1", "2");
        ShardIterator iterator = iterator(StartingPosition.TRIM_HORIZON);
        next(iterator, 1);
        streams.beforeNextRead(
                () -> {
                    throw InternalServerErrorException.builder().message("expected").build();
                });

        assertThatThrownBy(() -> iterator.next(1)).isInstanceOf(InternalServerErrorException.class);
        assertThat(next(iterator, 1)).containsExactly("2");
    }

    private ShardIterator iterator(StartingPosition start) {
        return new ShardIterator(
                streams, Shards.STREAM_ARN, "shard", start, InstantSource.system());
    }

    private static List<String> next(ShardIterator iterator, int limit) {
        return iterator.next(limit).stream().map(StreamRecord::sequenceNumber).toList();
    }

    private static void expire() {
        throw ExpiredIteratorException.builder().message("expired").build();
    }

    private static void trimmed() {
        throw TrimmedDataAccessException.builder().message("trimmed").build();
    }
}

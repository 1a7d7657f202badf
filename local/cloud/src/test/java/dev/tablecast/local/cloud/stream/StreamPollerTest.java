package dev.tablecast.local.cloud.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tablecast.local.cloud.lambda.LambdaFunction;
import dev.tablecast.local.cloud.stream.EventSourceMapping.StartingPosition;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

class StreamPollerTest {
    private static final Duration DISCOVERY = Duration.ofSeconds(1);

    private final FakeStreams streams = new FakeStreams();
    private final RecordingFunction function = RecordingFunction.succeeding();
    private final Semaphore discoveries = new Semaphore(0);
    private final AtomicReference<StreamPoller> poller = new AtomicReference<>();

    @AfterEach
    void close() {
        if (poller.get() != null) {
            poller.get().close();
        }
    }

    @Test
    void aChildIsReadAfterItsParent() {
        streams.shard("parent", null)
                .write("parent", "1", "2")
                .shard("child", "parent")
                .write("child", "3", "4");
        start(StartingPosition.TRIM_HORIZON);
        awaitSequenceNumbers("1", "2");

        streams.write("parent", "2b").close("parent");
        awaitSequenceNumbers("1", "2", "2b");
        discover("1", "2", "2b", "3", "4");
    }

    @Test
    void aShardWhoseParentIsGoneIsReadAtOnce() {
        streams.shard("child", "trimmed").write("child", "1");
        start(StartingPosition.TRIM_HORIZON);

        awaitSequenceNumbers("1");
    }

    @Test
    void allPagesOfAStreamsShardsAreRead() {
        streams.shardsPerPage(1);
        streams.shard("a", null).write("a", "1");
        streams.shard("b", null).write("b", "2");
        streams.shard("c", null).write("c", "3");
        start(StartingPosition.TRIM_HORIZON);

        await().untilAsserted(
                        () ->
                                assertThat(function.sequenceNumbers())
                                        .containsExactlyInAnyOrder("1", "2", "3"));
    }

    @Test
    void latestSkipsClosedShardsAndMissesNothingInTheirChildren() {
        streams.shard("child", "parent")
                .write("child", "3")
                .shard("parent", null)
                .write("parent", "1", "2")
                .close("parent");
        start(StartingPosition.LATEST);
        streams.write("child", "4");

        discover("4");
    }

    @Test
    void aShardThatComesLaterIsReadFromItsBeginning() {
        streams.shard("parent", null).write("parent", "1");
        start(StartingPosition.LATEST);
        streams.write("parent", "2").close("parent").shard("child", "parent").write("child", "3");

        discover("2", "3");
    }

    @Test
    void shardsThatCannotBeListedForAWhileAreFoundAfterwards() {
        streams.shard("parent", null).close("parent");
        start(StartingPosition.TRIM_HORIZON);
        for (int i = 0; i < 3; i++) {
            streams.beforeNextDescription(
                    () -> {
                        throw InternalServerErrorException.builder().message("expected").build();
                    });
        }
        streams.shard("child", "parent").write("child", "1");

        discover("1");
    }

    @Test
    void aStreamThatThereIsNotIsRefused() {
        streams.beforeNextDescription(
                () -> {
                    throw ResourceNotFoundException.builder().message("no such stream").build();
                });

        assertThatThrownBy(() -> start(StartingPosition.TRIM_HORIZON))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void oneShardThatIsStuckHoldsUpNoOther() {
        streams.shard("a", null).write("a", "poison").shard("b", null).write("b", "1", "2");
        var stuck = RecordingFunction.poisonedBy("poison");
        start(stuck, StartingPosition.TRIM_HORIZON);

        await().untilAsserted(() -> assertThat(stuck.sequenceNumbers()).contains("1", "2"));
    }

    @Test
    void aMappingThatIsChangedGoesOnWhereItIs() {
        streams.shard("shard", null).write("shard", "1", "2");
        start(StartingPosition.TRIM_HORIZON);
        awaitSequenceNumbers("1", "2");
        var other = RecordingFunction.succeeding();
        poller.get().update(mapping(other, StartingPosition.TRIM_HORIZON));
        streams.write("shard", "3").close("shard").shard("child", "shard").write("child", "4");

        await().pollInterval(Duration.ofMillis(5))
                .untilAsserted(
                        () -> {
                            discoveries.release();
                            assertThat(other.sequenceNumbers()).containsExactly("3", "4");
                        });
        assertThat(function.sequenceNumbers()).containsExactly("1", "2");
    }

    @Test
    void aBatchThatFailsIsRetriedAsTheChangedMappingSays() {
        streams.shard("shard", null).write("shard", "1", "2");
        var poisoned = RecordingFunction.poisonedBy("1");
        start(poisoned, StartingPosition.TRIM_HORIZON);
        await().until(() -> poisoned.invocations().size() > 1);
        poller.get().update(mapping(function, StartingPosition.TRIM_HORIZON));

        awaitSequenceNumbers("1", "2");
    }

    @Test
    void aMappingWithAnotherPositionIsAnotherMapping() {
        start(StartingPosition.TRIM_HORIZON);

        assertThatThrownBy(() -> poller.get().update(mapping(function, StartingPosition.LATEST)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("from TRIM_HORIZON can't become one of")
                .hasMessageContaining("from LATEST");
    }

    @Test
    void closeEndsTheInvocationThatRunsAndStartsNone() throws InterruptedException {
        streams.shard("shard", null).write("shard", "1");
        var invoked = new CountDownLatch(1);
        var ended = new CountDownLatch(1);
        start(
                event -> {
                    invoked.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        ended.countDown();
                    }
                    return RecordingFunction.error();
                },
                StartingPosition.TRIM_HORIZON);
        invoked.await();
        poller.get().close();

        assertThat(ended.getCount()).isZero();
    }

    @Test
    void nothingIsInvokedAfterClose() {
        streams.shard("shard", null).write("shard", "1");
        start(StartingPosition.TRIM_HORIZON);
        awaitSequenceNumbers("1");
        poller.get().close();
        int reads = streams.limits().size();
        streams.write("shard", "2");

        assertThat(function.sequenceNumbers()).containsExactly("1");
        assertThat(streams.limits()).hasSize(reads);
    }

    private void start(StartingPosition position) {
        start(function, position);
    }

    private void start(LambdaFunction invoked, StartingPosition position) {
        poller.set(
                StreamPoller.start(
                        streams, mapping(invoked, position), StreamFaults.NONE, this::pause));
    }

    private static EventSourceMapping mapping(LambdaFunction invoked, StartingPosition position) {
        return Shards.mapping(invoked, position, 100, Duration.ZERO);
    }

    /** A pause that lets a test start the discovery of shards; other pauses are short. */
    private void pause(Duration duration) throws InterruptedException {
        if (duration.equals(DISCOVERY)) {
            discoveries.acquire();
        } else {
            Thread.sleep(Duration.ofMillis(1));
        }
    }

    private void awaitSequenceNumbers(String... sequenceNumbers) {
        await().pollInterval(Duration.ofMillis(5))
                .untilAsserted(
                        () ->
                                assertThat(function.sequenceNumbers())
                                        .isEqualTo(List.of(sequenceNumbers)));
    }

    /** Discovers shards until all records have arrived. */
    private void discover(String... sequenceNumbers) {
        await().pollInterval(Duration.ofMillis(5))
                .untilAsserted(
                        () -> {
                            discoveries.release();
                            assertThat(function.sequenceNumbers())
                                    .isEqualTo(List.of(sequenceNumbers));
                        });
    }
}

package dev.tablecast.local.cloud.gateway.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InboxTest {
    private final List<Runnable> threads = new ArrayList<>();
    private final Inbox inbox = new Inbox(threads::add);

    @Test
    void tasksRunInOrderOnOneThread() {
        List<Integer> done = new ArrayList<>();
        IntStream.range(0, 10).forEach(i -> inbox.add(() -> done.add(i)));

        assertThat(threads).hasSize(1);
        threads.getFirst().run();

        assertThat(done).isSorted().hasSize(10);
    }

    @Test
    void aTaskThatFailsDoesNotStopTheNext() {
        List<String> done = new ArrayList<>();
        inbox.add(
                () -> {
                    throw new IllegalStateException("expected");
                });
        inbox.add(() -> done.add("next"));
        threads.getFirst().run();

        assertThat(done).containsExactly("next");
    }

    @Test
    void aFullInboxAsksForNoMoreUntilThereIsRoom() {
        List<Integer> asked = new ArrayList<>();
        IntStream.range(0, Inbox.CAPACITY).forEach(i -> inbox.add(() -> {}, () -> asked.add(i)));

        assertThat(asked).hasSize(Inbox.CAPACITY - 1);
        threads.getFirst().run();

        assertThat(asked).hasSize(Inbox.CAPACITY);
    }
}

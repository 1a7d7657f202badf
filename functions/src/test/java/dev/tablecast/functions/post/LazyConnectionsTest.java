package dev.tablecast.functions.post;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LazyConnectionsTest {
    private final AtomicInteger made = new AtomicInteger();
    private final LazyConnections connections =
            new LazyConnections(
                    () -> {
                        made.incrementAndGet();
                        return new Fixed();
                    });

    @Test
    void whatNobodyAsksIsNotMade() {
        assertThat(made).hasValue(0);
        assertThat(connections.delete("a")).isEqualTo(FakeApi.GONE);
        assertThat(connections.post("a", "text")).isEqualTo(FakeApi.TAKEN);
        assertThat(made).hasValue(1);
    }

    @Test
    void thoseWhoAskAtTheSameTimeGetTheSame() throws InterruptedException, ExecutionException {
        var start = new CountDownLatch(1);
        var replies = new ArrayList<Future<Answer>>();
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 8; i++) {
                replies.add(
                        threads.submit(
                                () -> {
                                    start.await();
                                    return connections.delete("a");
                                }));
            }
            start.countDown();
            for (Future<Answer> reply : replies) {
                assertThat(reply.get()).isEqualTo(FakeApi.GONE);
            }
        }
        assertThat(made).hasValue(1);
    }

    private record Fixed() implements ConnectionsApi {
        @Override
        public Answer post(String connectionId, String text) {
            return FakeApi.TAKEN;
        }

        @Override
        public Answer delete(String connectionId) {
            return FakeApi.GONE;
        }

        @Override
        public Answer get(String connectionId) {
            return FakeApi.GONE;
        }
    }
}

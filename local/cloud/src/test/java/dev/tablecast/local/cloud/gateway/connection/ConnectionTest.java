package dev.tablecast.local.cloud.gateway.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tablecast.local.cloud.gateway.connection.Connection.Sent;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.IntStream;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.junit.jupiter.api.Test;

class ConnectionTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant LATER = START.plusSeconds(1);

    private final Deque<Callback> unwritten = new ArrayDeque<>();
    private final Connection connection = connection(10_000);

    @Test
    void nothingIsSentBeforeItIsOpenOrAfterItsEnd() {
        assertThat(connection.send("x", LATER)).isEqualTo(Sent.GONE);
        assertThat(connection.open(stalledSession(), START)).isTrue();
        assertThat(connection.send("x", LATER)).isEqualTo(Sent.QUEUED);
        assertThat(connection.end()).isTrue();
        assertThat(connection.send("x", LATER)).isEqualTo(Sent.GONE);
    }

    @Test
    void itEndsOnceAndDoesNotOpenAgain() {
        connection.open(stalledSession(), START);

        assertThat(connection.end()).isTrue();
        assertThat(connection.end()).isFalse();
        assertThat(connection.open(stalledSession(), LATER)).isFalse();
    }

    @Test
    void evenEmptyMessagesFillTheBuffer() {
        connection.open(stalledSession(), START);
        long queued =
                IntStream.range(0, 1_000)
                        .filter(i -> connection.send("", LATER) == Sent.QUEUED)
                        .count();

        assertThat(queued).isBetween(10L, 50L);
    }

    @Test
    void whatIsWrittenMakesRoom() {
        connection.open(stalledSession(), START);
        String half = "x".repeat(5_000);

        assertThat(connection.send(half, LATER)).isEqualTo(Sent.QUEUED);
        assertThat(connection.send(half, LATER)).isEqualTo(Sent.BUFFER_FULL);
        unwritten.removeFirst().succeed();
        assertThat(connection.send(half, LATER)).isEqualTo(Sent.QUEUED);
    }

    @Test
    void anEmptyBufferTakesAnyMessage() {
        connection.open(stalledSession(), START);

        assertThat(connection.send("x".repeat(20_000), LATER)).isEqualTo(Sent.QUEUED);
        assertThat(connection.send("x", LATER)).isEqualTo(Sent.BUFFER_FULL);
    }

    @Test
    void onlyWhatIsQueuedCountsAsActivity() {
        connection.open(stalledSession(), START);
        connection.send("x".repeat(20_000), START);
        connection.send("x", LATER);

        assertThat(connection.lastActiveAt()).isEqualTo(START);
    }

    private static Connection connection(int sendBufferBytes) {
        Handshake handshake = new Handshake("localhost", "127.0.0.1", "");
        return new Connection(
                "R0oXAdfD0kwCH6w=", handshake, START, new Inbox(Runnable::run), sendBufferBytes);
    }

    /** A session that never finishes a write. */
    private Session stalledSession() {
        return (Session)
                Proxy.newProxyInstance(
                        Session.class.getClassLoader(),
                        new Class<?>[] {Session.class},
                        (proxy, method, arguments) -> {
                            unwritten.add((Callback) arguments[arguments.length - 1]);
                            return null;
                        });
    }
}

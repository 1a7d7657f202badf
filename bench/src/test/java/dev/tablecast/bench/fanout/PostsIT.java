package dev.tablecast.bench.fanout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.tablecast.bench.broadcast.LoggedChange;
import dev.tablecast.bench.stub.StubProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is compared does the same. */
class PostsIT {
    private static final List<String> EVERYONE = Audience.of(100);

    private static @Nullable LoggedChange change;

    private final ConcurrentLinkedQueue<String> posted = new ConcurrentLinkedQueue<>();
    private final AtomicInteger status = new AtomicInteger(200);
    private HttpServer server;

    enum Way {
        OURS(stage -> new PostHandlerPosts(stage, 16, change())),
        SEQUENTIAL(SequentialPosts::new),
        RAW(stage -> new RawPosts(stage, 16));

        private final Function<URI, Posts> to;

        Way(Function<URI, Posts> to) {
            this.to = to;
        }
    }

    @BeforeAll
    static void log() {
        change = LoggedChange.start();
    }

    @AfterAll
    static void closeLog() {
        change().close();
    }

    private static LoggedChange change() {
        return Objects.requireNonNull(change);
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(
                "/live/@connections/",
                exchange -> {
                    String path = exchange.getRequestURI().getPath();
                    posted.add(
                            path.substring("/live/@connections/".length())
                                    + " "
                                    + new String(
                                            exchange.getRequestBody().readAllBytes(),
                                            StandardCharsets.UTF_8));
                    exchange.sendResponseHeaders(status.get(), -1);
                    exchange.close();
                });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @ParameterizedTest
    @EnumSource
    void everyConnectionGetsTheMessageOnce(Way way) {
        try (Posts posts = way.to.apply(stage())) {
            posts.post(EVERYONE, "hello");
        }

        assertThat(posted).containsExactlyInAnyOrderElementsOf(expected("hello"));
    }

    @ParameterizedTest
    @EnumSource
    void aMessageMayBeLargerThanABuffer(Way way) {
        String large = "x".repeat(30_000);
        try (Posts posts = way.to.apply(stage())) {
            posts.post(EVERYONE, large);
        }

        assertThat(posted).containsExactlyInAnyOrderElementsOf(expected(large));
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNotDeliveredIsNoFigure(Way way) {
        status.set(403);
        try (Posts posts = way.to.apply(stage())) {
            assertThatThrownBy(() -> posts.post(EVERYONE, "hello"))
                    .isInstanceOf(RuntimeException.class);
        }
    }

    @Test
    void theStubTakesAsLongAsItSays() {
        try (var stub = StubProcess.start(List.of(1, 50));
                var quick = new RawPosts(stub.endpoint(1), 1);
                var slow = new RawPosts(stub.endpoint(50), 1)) {
            List<String> ten = EVERYONE.subList(0, 10);
            quick.post(ten, "hello");

            assertThat(Measured.of(slow, ten, "hello").usage().elapsed())
                    .isGreaterThan(Duration.ofMillis(500))
                    .isGreaterThan(Measured.of(quick, ten, "hello").usage().elapsed());
        }
    }

    private static List<String> expected(String message) {
        return EVERYONE.stream().map(id -> id + " " + message).toList();
    }

    private URI stage() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/live");
    }
}

package dev.tablecast.local.stepfunctions.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BodyBudgetIT {
    private static final int LARGEST = 1000;
    private static final int AT_ONCE = 2000;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Holding holding = new Holding();
    private final Server server = new Server(threads());
    private URI uri = URI.create("http://localhost");

    @AfterEach
    void stop() throws Exception {
        holding.ended.release(1000);
        server.stop();
    }

    @Test
    void noMoreBytesAreHeldThanTheBudgetHas() throws Exception {
        start(Duration.ofSeconds(60));
        var answers = new ArrayList<CompletableFuture<HttpResponse<String>>>();
        for (int i = 0; i < 20; i++) {
            answers.add(post(700));
        }
        await().until(() -> holding.requests.get() == 2);
        holding.ended.release(20);

        answers.forEach(answer -> assertThat(answer.join().statusCode()).isEqualTo(200));
        assertThat(holding.mostBytes.get()).isEqualTo(1400);
    }

    @Test
    void aBodyThatDoesNotFitInTimeIsAnswered503() throws Exception {
        start(Duration.ofMillis(50));
        post(1000);
        post(1000);
        await().until(() -> holding.requests.get() == 2);

        var answer = post(1).join();

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("2000 bytes", "try again");
        assertThat(holding.requests).hasValue(2);
    }

    @Test
    void aRequestWithoutABodyNeverWaits() throws Exception {
        start(Duration.ofMillis(50));
        post(1000);
        post(1000);
        await().until(() -> holding.requests.get() == 2);

        assertThat(Exchange.with(uri, "GET / HTTP/1.1\nHost: localhost", "").status())
                .isEqualTo(200);
    }

    @Test
    void aBodyWithoutALengthCountsAsTheLargest() throws Exception {
        start(Duration.ofMillis(50));
        post(1000);
        post(1);
        await().until(() -> holding.requests.get() == 2);

        var chunked =
                HTTP.send(
                        HttpRequest.newBuilder(uri)
                                .POST(
                                        BodyPublishers.fromPublisher(
                                                BodyPublishers.ofByteArray(new byte[1])))
                                .build(),
                        BodyHandlers.ofString());

        assertThat(chunked.statusCode()).isEqualTo(503);
    }

    @Test
    void aBodyLargerThanAllIsLeftToTheHandlerAlone() throws Exception {
        start(Duration.ofSeconds(60));
        holding.ended.release(2);

        assertThat(post(5000).join().statusCode()).isEqualTo(200);
        assertThat(post(5000).join().statusCode()).isEqualTo(200);
    }

    private void start(Duration patience) throws Exception {
        server.setHandler(new BodyBudget(holding, request -> LARGEST, AT_ONCE, patience));
        var connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.start();
        uri = URI.create("http://127.0.0.1:" + connector.getLocalPort());
    }

    private CompletableFuture<HttpResponse<String>> post(int bytes) {
        var request =
                HttpRequest.newBuilder(uri)
                        .POST(BodyPublishers.ofByteArray(new byte[bytes]))
                        .build();
        return HTTP.sendAsync(request, BodyHandlers.ofString());
    }

    private static QueuedThreadPool threads() {
        var threads = new QueuedThreadPool();
        threads.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
        return threads;
    }

    /** A handler that reads bodies and responds when the test lets it. */
    private static final class Holding extends Handler.Abstract {
        private final Semaphore ended = new Semaphore(0);
        private final AtomicInteger requests = new AtomicInteger();
        private final AtomicLong bytes = new AtomicLong();
        private final AtomicLong mostBytes = new AtomicLong();

        @Override
        public boolean handle(Request request, Response response, Callback callback)
                throws IOException, InterruptedException {
            int read = Content.Source.asInputStream(request).readNBytes(LARGEST).length;
            mostBytes.accumulateAndGet(bytes.addAndGet(read), Math::max);
            requests.incrementAndGet();
            if (read > 0) {
                ended.acquire();
            }
            bytes.addAndGet(-read);
            response.write(true, null, callback);
            return true;
        }
    }
}

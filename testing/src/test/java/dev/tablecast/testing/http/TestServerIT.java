package dev.tablecast.testing.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TestServerIT {
    private final HttpClient http = HttpClient.newHttpClient();
    private final TestServer server = new TestServer();

    @AfterEach
    void stop() {
        server.close();
        http.close();
    }

    @Test
    void aPathAnswersWithItsTypeAndBodyAndOthersWith404() throws Exception {
        server.on("/keys", "application/json", "{}");

        HttpResponse<String> keys = get("/keys");

        assertThat(keys.statusCode()).isEqualTo(200);
        assertThat(keys.body()).isEqualTo("{}");
        assertThat(keys.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(get("/other").statusCode()).isEqualTo(404);
    }

    @Test
    void anEmptyBodyHasNoLength() throws Exception {
        server.on("/", exchange -> TestServer.answer(exchange, 204, new byte[0]));

        assertThat(get("/any").statusCode()).isEqualTo(204);
    }

    @Test
    void aHandlerThatWaitsHoldsUpNoOther() throws Exception {
        var end = new CountDownLatch(1);
        server.on("/waits", exchange -> await(end)).on("/", "text/plain", "here");
        http.sendAsync(request("/waits"), BodyHandlers.ofString());

        assertThat(get("/").body()).isEqualTo("here");
        end.countDown();
    }

    @Test
    void closingInterruptsHandlersAndFreesThePort() throws Exception {
        var started = new CountDownLatch(1);
        var interrupted = new CompletableFuture<Boolean>();
        server.on(
                "/",
                exchange -> {
                    started.countDown();
                    interrupted.complete(await(new CountDownLatch(1)));
                });
        http.sendAsync(request("/"), BodyHandlers.ofString());
        started.await();

        server.close();

        assertThat(interrupted.get(10, TimeUnit.SECONDS)).isTrue();
        assertThatThrownBy(() -> get("/")).isInstanceOf(ConnectException.class);
    }

    /** Returns whether the wait was interrupted. */
    private static boolean await(CountDownLatch end) {
        try {
            end.await();
            return false;
        } catch (InterruptedException e) {
            return true;
        }
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(request(path), BodyHandlers.ofString());
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(URI.create(server.uri() + path)).build();
    }
}

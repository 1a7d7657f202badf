package dev.tablecast.testing.deployed;

import com.sun.net.httpserver.HttpExchange;
import dev.tablecast.testing.http.TestServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Lambda's side of the runtime API, for one function.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Using the Lambda
 *     runtime API for custom runtimes</a>
 */
final class RuntimeApi implements AutoCloseable {
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private final CompletableFuture<Void> initialized = new CompletableFuture<>();
    private final CountDownLatch atCheckpoint = new CountDownLatch(1);
    private final CountDownLatch restored = new CountDownLatch(1);

    private volatile String invokedArn = "arn:aws:lambda:us-east-1:000000000000:function:any";

    private final TestServer server =
            new TestServer()
                    .on("/2018-06-01/runtime/invocation/next", this::next)
                    .on("/2018-06-01/runtime/restore/next", this::restore)
                    .on("/2018-06-01/runtime/", this::answer);

    /** Completes when the function asks for its first event, after its initialization. */
    CompletableFuture<Void> initialized() {
        return initialized;
    }

    String address() {
        return "127.0.0.1:" + server.port();
    }

    /** Sets the ARN of the next events. */
    void invokedAs(String arn) {
        invokedArn = arn;
    }

    /** Sends an event, and returns the function's response or the error that it reports. */
    String invoke(String event) throws InterruptedException {
        events.add(event);
        String answer = answers.poll(60, TimeUnit.SECONDS);
        if (answer == null) {
            throw new DeployedFunctionException("the function didn't answer within a minute");
        }
        return answer;
    }

    /** Waits until the function is ready for its snapshot. */
    void awaitCheckpoint() throws InterruptedException {
        if (!atCheckpoint.await(60, TimeUnit.SECONDS)) {
            throw new DeployedFunctionException(
                    "the function wasn't ready for its snapshot within a minute");
        }
    }

    /** Continues the function as if its snapshot had been restored. */
    void restore() {
        restored.countDown();
    }

    /** Fails the waiting calls, because the function has ended. */
    void ended(String reason) {
        initialized.completeExceptionally(new DeployedFunctionException(reason));
        answers.add(reason);
    }

    private void next(HttpExchange exchange) throws IOException {
        initialized.complete(null);
        try {
            byte[] event = events.take().getBytes(StandardCharsets.UTF_8);
            var headers = exchange.getResponseHeaders();
            // The client's native part reads it unasked, and crashes where it is missing.
            headers.set("Content-Type", "application/json");
            headers.set("Lambda-Runtime-Aws-Request-Id", "8476a536-e9f4-11e8-9739-2dfe598c3fcd");
            headers.set(
                    "Lambda-Runtime-Deadline-Ms",
                    Long.toString(System.currentTimeMillis() + 60_000));
            headers.set("Lambda-Runtime-Invoked-Function-Arn", invokedArn);
            exchange.sendResponseHeaders(200, event.length);
            exchange.getResponseBody().write(event);
            exchange.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void restore(HttpExchange exchange) throws IOException {
        atCheckpoint.countDown();
        try {
            restored.await();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        answers.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        exchange.sendResponseHeaders(202, -1);
        exchange.close();
    }

    @Override
    public void close() {
        server.close();
    }
}

package dev.tablecast.functions.post;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A stage with scripted answers, which records its requests. */
public final class ScriptedApi implements AutoCloseable {
    static {
        // Else it closes connections beyond 200 after it has answered, and their next request
        // breaks.
        System.setProperty("sun.net.httpserver.maxIdleConnections", "10000");
    }

    private final HttpServer server;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private volatile Function<Request, Answer> answers = request -> new Answer.Status(200);

    /**
     * @param path as it was sent, with its escapes
     */
    public record Request(
            String method, String path, Map<String, List<String>> headers, String body) {
        public String header(String name) {
            return headers.get(name).getFirst();
        }
    }

    public sealed interface Answer {
        record Status(int code) implements Answer {}

        record ClosedConnection() implements Answer {}

        record Nothing() implements Answer {}
    }

    public ScriptedApi() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    public URI stage() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/live");
    }

    public List<Request> requests() {
        return requests;
    }

    public void answers(Answer next) {
        answers(request -> next);
    }

    public void answers(Function<Request, Answer> next) {
        answers = next;
    }

    private void handle(HttpExchange exchange) throws IOException {
        var request =
                new Request(
                        exchange.getRequestMethod(),
                        exchange.getRequestURI().getRawPath(),
                        Map.copyOf(exchange.getRequestHeaders()),
                        new String(
                                exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        requests.add(request);
        switch (answers.apply(request)) {
            case Answer.Status(int code) -> {
                byte[] body = hasNoBody(code) ? new byte[0] : "{\"message\":null}".getBytes();
                exchange.getResponseHeaders().set("x-amzn-RequestId", "8476a536");
                exchange.sendResponseHeaders(code, body.length == 0 ? -1 : body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            }
            case Answer.ClosedConnection ignored -> exchange.close();
            case Answer.Nothing ignored -> {}
        }
    }

    private static boolean hasNoBody(int code) {
        return code == 200 || code == 204 || code == 205 || code == 304;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

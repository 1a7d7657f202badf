package dev.tablecast.local.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tablecast.functions.log.Head;
import dev.tablecast.local.console.SourceTable.KeyAttribute;
import dev.tablecast.local.console.SourceTable.KeyType;
import dev.tablecast.local.stepfunctions.StepFunctionsLocal;
import dev.tablecast.local.stepfunctions.guard.Guard;
import dev.tablecast.local.stepfunctions.guard.Hosts;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.component.LifeCycle;

/** A console on a free port, with another handler behind it that answers 299. */
final class TestConsole implements AutoCloseable {
    static final int LEFT_TO_OTHERS = 299;

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final LocalSystem SYSTEM =
            new LocalSystem(
                    URI.create("ws://localhost:8080/live"),
                    URI.create("http://localhost:8000"),
                    URI.create("http://localhost:8083"),
                    new SourceTable(
                            "Addresses",
                            List.of(
                                    new KeyAttribute("id", KeyType.S),
                                    new KeyAttribute("year", KeyType.N))),
                    "WebSocketManager",
                    "none",
                    "json",
                    3);

    final InMemoryItems items = new InMemoryItems();
    volatile boolean ready = true;
    volatile Optional<Head> log = Optional.empty();
    final AtomicBoolean faults = new AtomicBoolean();
    final ShownConnections connections = new ShownConnections();
    final ConnectionLog connectionLog = new ConnectionLog(InstantSource.system());
    private final StepFunctionsLocal stepFunctions;
    private final Generator generator =
            new Generator(
                    SYSTEM::webSocketUrl, items, SYSTEM.sourceTable(), faults::set, new Random(1));
    private final Server server;
    private final int port;

    TestConsole() {
        this(StepFunctionsLocal.start());
    }

    /** Starts a console with the executions of a Step Functions, which it closes in the end. */
    TestConsole(StepFunctionsLocal stepFunctions) {
        this.stepFunctions = stepFunctions;
        this.server = new Server(new InetSocketAddress("localhost", 0));
        server.setHandler(
                new Guard(
                        new Handler.Sequence(new ConsoleHandler(parts()), new Others()),
                        Hosts.LOOPBACK));
        LifeCycle.start(server);
        this.port = ((ServerConnector) server.getConnectors()[0]).getLocalPort();
    }

    private ConsoleParts parts() {
        return new ConsoleParts(
                () -> ready,
                () -> SYSTEM,
                items,
                connections,
                connectionLog,
                new NoRows(),
                stepFunctions,
                generator,
                () -> log,
                List::of);
    }

    /** Returns the origin of the page, {@code http://localhost:PORT}, as browsers send it. */
    String origin() {
        return "http://localhost:" + port;
    }

    HttpResponse<String> get(String path) throws Exception {
        return send("GET", path, "");
    }

    /**
     * @param headers names and values in turn
     */
    HttpResponse<String> send(String method, String path, String body, String... headers)
            throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(origin() + path))
                        .method(method, BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    HttpResponse<String> sendJson(String method, String path, String body) throws Exception {
        return send(method, path, body, "Content-Type", "application/json");
    }

    /** Sends a request that the Java client refuses to send, and returns the status line. */
    String raw(String requestLine, String host) throws IOException {
        try (Socket socket = new Socket("localhost", port)) {
            String request = requestLine + "\r\n" + host + "Connection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            byte[] answer = socket.getInputStream().readAllBytes();
            return new String(answer, StandardCharsets.UTF_8).lines().findFirst().orElse("");
        }
    }

    static JsonNode json(HttpResponse<String> response) throws IOException {
        return JSON.readTree(response.body());
    }

    /** Returns the code of an error that has a code and a message, and nothing else. */
    static String errorCode(HttpResponse<String> response) throws IOException {
        JsonNode error = json(response).path("error");
        return error.size() == 2 && error.path("message").isTextual()
                ? error.path("code").asText()
                : "not an error: " + response.body();
    }

    static String errorMessage(HttpResponse<String> response) throws IOException {
        return json(response).at("/error/message").asText();
    }

    @Override
    public void close() {
        LifeCycle.stop(server);
        generator.close();
        stepFunctions.close();
    }

    private static final class NoRows implements ConnectionRows {
        @Override
        public Map<String, ConnectionRow> find(Collection<String> connectionIds) {
            return Map.of();
        }

        @Override
        public Map<String, String> views(Collection<String> ids) {
            return Map.of();
        }
    }

    private static final class Others extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            response.setStatus(LEFT_TO_OTHERS);
            callback.succeeded();
            return true;
        }
    }
}

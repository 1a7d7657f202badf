package dev.tablecast.local.cloud.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.tablecast.testing.http.TestServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** A page with a snippet of the docs, for someone who is signed in to the order board. */
final class SnippetPage implements AutoCloseable {
    private static final String PLACEHOLDER =
            "wss://abcd123456.execute-api.us-east-1.amazonaws.com/live";
    private static final String PAGE =
            """
            <!doctype html>
            <link rel="icon" href="data:,">
            <script type="importmap">
              {"imports": {"tablecast": "/tablecast.js", "tablecast/query": "/query.js"}}
            </script>
            <script>const token = () => "%s";</script>
            %s
            """;

    private final TestServer server = new TestServer();

    SnippetPage(String snippet, BoardSystem board) throws IOException {
        assertThat(snippet).contains(PLACEHOLDER);
        var feed = board.system().cloud().webSocketUri().toString();
        var token = board.example().token("ada").orElseThrow();
        var page = PAGE.formatted(token, snippet.replace(PLACEHOLDER, feed)).getBytes(UTF_8);
        server.on(
                "/",
                exchange -> {
                    String path = exchange.getRequestURI().getPath();
                    if (path.equals("/")) {
                        send(exchange, "text/html", page);
                    } else {
                        send(exchange, "text/javascript", module(path));
                    }
                });
    }

    URI uri() {
        return URI.create("http://localhost:" + server.port() + "/");
    }

    private static byte[] module(String path) throws IOException {
        return Files.readAllBytes(
                Path.of(System.getProperty("tablecast.project"), "client" + path));
    }

    private static void send(HttpExchange exchange, String type, byte[] bytes) throws IOException {
        TestServer.answer(exchange, type + "; charset=utf-8", bytes);
    }

    @Override
    public void close() {
        server.close();
    }
}

package dev.tablecast.local.cloud.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** An origin that serves a page and the modules of the browser client. */
final class ClientPages implements AutoCloseable {
    private static final List<String> MODULES =
            List.of(
                    "tablecast.js",
                    "subscription.js",
                    "shared.js",
                    "leader.js",
                    "views.js",
                    "query.js");

    private final HttpServer server;

    private ClientPages(HttpServer server) {
        this.server = server;
    }

    static ClientPages serving(String page) throws IOException {
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        for (String name : MODULES) {
            var module = Path.of(System.getProperty("tablecast.project"), "client", name);
            server.createContext(
                    "/" + name, e -> send(e, "text/javascript", Files.readString(module)));
        }
        server.createContext("/", exchange -> send(exchange, "text/html", page));
        server.start();
        return new ClientPages(server);
    }

    /** Returns the page's address, with a query of {@code name=value} parts. */
    URI page(String... parameters) {
        return URI.create(
                "http://localhost:%d/?%s"
                        .formatted(server.getAddress().getPort(), String.join("&", parameters)));
    }

    private static void send(HttpExchange exchange, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

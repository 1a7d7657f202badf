package dev.tablecast.local.cloud.endtoend;

import dev.tablecast.testing.http.TestServer;
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

    private final TestServer server = new TestServer();

    private ClientPages() {}

    static ClientPages serving(String page) {
        var pages = new ClientPages();
        for (String name : MODULES) {
            var module = Path.of(System.getProperty("tablecast.project"), "client", name);
            pages.server.on(
                    "/" + name,
                    exchange ->
                            TestServer.answer(
                                    exchange, "text/javascript", Files.readAllBytes(module)));
        }
        pages.server.on("/", "text/html", page);
        return pages;
    }

    /** Returns the page's address, with a query of {@code name=value} parts. */
    URI page(String... parameters) {
        return URI.create(
                "http://localhost:%d/?%s".formatted(server.port(), String.join("&", parameters)));
    }

    @Override
    public void close() {
        server.close();
    }
}

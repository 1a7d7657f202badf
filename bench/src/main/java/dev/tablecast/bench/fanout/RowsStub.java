package dev.tablecast.bench.fanout;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;

/** A table that has these connections, for whoever scans it without looking at pages. */
final class RowsStub implements AutoCloseable {
    private final HttpServer server;
    private final byte[] page;

    RowsStub(List<String> connectionIds) throws IOException {
        page = page(connectionIds);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private static byte[] page(List<String> connectionIds) {
        var json = new JsonMapper();
        ObjectNode page = json.createObjectNode();
        page.put("Count", connectionIds.size()).put("ScannedCount", connectionIds.size());
        var items = page.putArray("Items");
        connectionIds.forEach(id -> items.addObject().putObject("ConnectionId").put("S", id));
        try {
            return json.writeValueAsBytes(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
        exchange.sendResponseHeaders(200, page.length);
        exchange.getResponseBody().write(page);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

package dev.tablecast.bench.growth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tablecast.functions.connection.Terms;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.Executors;

/**
 * A table with any number of connections, in no memory: it makes the page that is scanned. As
 * DynamoDB, it says that there is more whenever a page is full, though nothing may come.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Scan.html">Scan</a>
 */
final class SimulatedRows implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int ID_BYTES = 11;
    private static final Duration AGE = Duration.ofMinutes(20);
    private static final Duration LIFETIME = Duration.ofHours(2);
    private static final String SCAN = "DynamoDB_20120810.Scan";

    private final HttpServer server;
    private final String rest;
    private volatile int count;
    private volatile int pages;

    SimulatedRows(InstantSource clock) {
        Instant connected = clock.instant().minus(AGE);
        rest =
                "\"},\"%s\":{\"S\":\"%s\"},\"ExpiresAt\":{\"N\":\"%d\"}}"
                        .formatted(
                                Terms.ATTRIBUTE,
                                new Terms(connected, Optional.empty(), Optional.empty()).text(),
                                connected.plus(LIFETIME).getEpochSecond());
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("the rows can't be served", e);
        }
        server.createContext("/", this::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** From now on there are so many, and no page has been read. */
    void become(int rows) {
        count = rows;
        pages = 0;
    }

    /** How many pages were read. */
    int pages() {
        return pages;
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        JsonNode request = JSON.readTree(exchange.getRequestBody());
        boolean scan = SCAN.equals(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
        byte[] answer =
                (scan ? page(request) : "{\"__type\":\"UnknownOperationException\"}")
                        .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
        exchange.sendResponseHeaders(scan ? 200 : 400, answer.length);
        try (var body = exchange.getResponseBody()) {
            body.write(answer);
        }
    }

    private String page(JsonNode request) {
        pages++;
        JsonNode after = request.at("/ExclusiveStartKey/ConnectionId/S");
        int first = after.isMissingNode() ? 0 : number(after.asText()) + 1;
        int limit = request.path("Limit").asInt(count);
        int end = Math.min(count, first + limit);
        var json = new StringBuilder(128 * (end - first) + 256).append("{\"Items\":[");
        for (int i = first; i < end; i++) {
            json.append(i == first ? "" : ",")
                    .append("{\"ConnectionId\":{\"S\":\"")
                    .append(id(i))
                    .append(rest);
        }
        json.append("],\"Count\":%1$d,\"ScannedCount\":%1$d".formatted(end - first));
        if (end - first == limit) {
            json.append(",\"LastEvaluatedKey\":{\"ConnectionId\":{\"S\":\"")
                    .append(id(end - 1))
                    .append("\"}}");
        }
        return json.append('}').toString();
    }

    private static String id(int number) {
        byte[] id = ByteBuffer.allocate(ID_BYTES).putInt(number).array();
        return Base64.getEncoder().encodeToString(id);
    }

    private static int number(String id) {
        return ByteBuffer.wrap(Base64.getDecoder().decode(id)).getInt();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

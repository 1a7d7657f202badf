package dev.tablecast.functions.snapstart;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import java.util.zip.CRC32;

/**
 * A local HTTP service that answers every request with 200, one at a time and one per connection,
 * and requests for credentials with invented ones. As AWS does, it doesn't announce that it closes
 * the connection, sends a checksum, and takes a moment, in which a client has to wait.
 *
 * <p>It is made of sockets, because Lambda's runtime needn't have the JDK's HTTP server.
 */
final class LoopbackService implements AutoCloseable {
    private static final String LENGTH = "content-length:";
    private static final String TARGET = "x-amz-target:";
    private static final String CREDENTIALS = "/credentials";
    private static final String INVENTED =
            """
            {"AccessKeyId": "rehearsal", "SecretAccessKey": "rehearsal", "Token": "rehearsal",
             "Expiration": "2999-01-01T00:00:00Z"}
            """;
    private static final int ANY_PORT = 0;
    private static final int BACKLOG = 16;

    /** A client that says nothing for as long keeps nobody. */
    private static final int READ_TIMEOUT_MILLISECONDS = 2_000;

    private static final long LATENCY_NANOSECONDS = 3_000_000;

    private final ServerSocket server;
    private final BiFunction<URI, String, String> answer;
    private final Thread thread;

    /**
     * A request that was read to its end.
     *
     * @param target the action that it names
     */
    private record Request(String line, String target) {}

    private LoopbackService(ServerSocket server, BiFunction<URI, String, String> answer) {
        this.server = server;
        this.answer = answer;
        this.thread = Thread.ofPlatform().daemon().name("rehearsal").start(this::serve);
    }

    /**
     * @param answer returns the body of an answer by the endpoint and the action
     */
    static LoopbackService start(BiFunction<URI, String, String> answer) throws IOException {
        return new LoopbackService(
                new ServerSocket(ANY_PORT, BACKLOG, InetAddress.getLoopbackAddress()), answer);
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    /** Returns the address of the credentials. */
    URI credentials() {
        return endpoint().resolve(CREDENTIALS);
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket client = server.accept()) {
                client.setSoTimeout(READ_TIMEOUT_MILLISECONDS);
                Request request = request(new BufferedInputStream(client.getInputStream()));
                LockSupport.parkNanos(LATENCY_NANOSECONDS);
                boolean credentials = request.line().startsWith("GET " + CREDENTIALS + " ");
                client.getOutputStream()
                        .write(
                                http(
                                        credentials
                                                ? INVENTED
                                                : answer.apply(endpoint(), request.target())));
            } catch (IOException e) {
                // Closed, or a client that went away: neither is of use to a rehearsal.
            }
        }
    }

    /**
     * Returns a request, read to the end of its body: an answer before that is none to some
     * clients.
     */
    private static Request request(InputStream in) throws IOException {
        String first = line(in);
        int length = 0;
        String target = "";
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            String header = line.toLowerCase(Locale.ROOT);
            if (header.startsWith(LENGTH)) {
                length = Integer.parseInt(header.substring(LENGTH.length()).strip());
            } else if (header.startsWith(TARGET)) {
                target = line.substring(TARGET.length()).strip();
            }
        }
        in.readNBytes(length);
        return new Request(first, target);
    }

    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            line.write(next);
        }
        return line.toString(StandardCharsets.UTF_8).strip();
    }

    private static byte[] http(String answer) {
        byte[] body = answer.getBytes(StandardCharsets.UTF_8);
        var checksum = new CRC32();
        checksum.update(body);
        String head =
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\nx-amz-crc32: %d\r\n\r\n"
                        .formatted(body.length, checksum.getValue());
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(body);
        return bytes.toByteArray();
    }

    /** Returns when nothing of it is left. */
    @Override
    public void close() throws IOException {
        server.close();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

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

/**
 * Answers every HTTP request on this machine with the same 200, one at a time and one a connection.
 * As AWS does, it doesn't announce that it closes the connection.
 *
 * <p>It is made of sockets, since Lambda's runtime needn't have the JDK's HTTP server.
 */
final class LoopbackService implements AutoCloseable {
    private static final String LENGTH = "content-length:";
    private static final int ANY_PORT = 0;
    private static final int BACKLOG = 16;

    /** A client that says nothing for as long keeps nobody. */
    private static final int READ_TIMEOUT_MILLISECONDS = 2_000;

    private final ServerSocket server;
    private final byte[] answer;
    private final Thread thread;

    private LoopbackService(ServerSocket server, String body) {
        this.server = server;
        this.answer = answer(body.getBytes(StandardCharsets.UTF_8));
        this.thread = Thread.ofPlatform().daemon().name("rehearsal").start(this::serve);
    }

    static LoopbackService start(String body) throws IOException {
        return new LoopbackService(
                new ServerSocket(ANY_PORT, BACKLOG, InetAddress.getLoopbackAddress()), body);
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket client = server.accept()) {
                client.setSoTimeout(READ_TIMEOUT_MILLISECONDS);
                readRequest(new BufferedInputStream(client.getInputStream()));
                client.getOutputStream().write(answer);
            } catch (IOException e) {
                // Closed, or a client that went away: neither is of use to a rehearsal.
            }
        }
    }

    /** Reads to the end of the request's body: an answer before that is none to some clients. */
    private static void readRequest(InputStream in) throws IOException {
        int length = 0;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            String header = line.toLowerCase(Locale.ROOT);
            if (header.startsWith(LENGTH)) {
                length = Integer.parseInt(header.substring(LENGTH.length()).strip());
            }
        }
        in.readNBytes(length);
    }

    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            line.write(next);
        }
        return line.toString(StandardCharsets.UTF_8).strip();
    }

    private static byte[] answer(byte[] body) {
        String head =
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
                        .formatted(body.length);
        var answer = new ByteArrayOutputStream();
        answer.writeBytes(head.getBytes(StandardCharsets.UTF_8));
        answer.writeBytes(body);
        return answer.toByteArray();
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

package dev.tablecast.local.cloud.endtoend;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A wire to a server whose connections can go dead: bytes arrive nowhere, and neither side knows.
 */
final class Wire implements AutoCloseable {
    private final ServerSocket server;
    private final int port;
    private volatile boolean dead;
    private final List<Line> lines = new CopyOnWriteArrayList<>();

    /** One connection over the wire. */
    private static final class Line {
        private volatile boolean dead;
    }

    private Wire(int port) throws IOException {
        this.port = port;
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.startVirtualThread(this::accept);
    }

    static Wire to(URI uri) throws IOException {
        return new Wire(uri.getPort());
    }

    /** Returns the URL at which a client connects in place of the server's. */
    URI over(URI uri) {
        return URI.create(uri.toString().replace(":" + uri.getPort(), ":" + server.getLocalPort()));
    }

    void goDead() {
        dead = true;
        lines.forEach(line -> line.dead = true);
    }

    /** Lets connections through that are made from now on; the old ones stay dead. */
    void mend() {
        dead = false;
    }

    private void accept() {
        try {
            while (!server.isClosed()) {
                Socket near = server.accept();
                var far = new Socket(InetAddress.getLoopbackAddress(), port);
                var line = new Line();
                lines.add(line);
                line.dead = dead;
                Thread.startVirtualThread(() -> copy(line, near, far));
                Thread.startVirtualThread(() -> copy(line, far, near));
            }
        } catch (IOException e) {
            // It was closed.
        }
    }

    private void copy(Line line, Socket from, Socket to) {
        var bytes = new byte[8192];
        try (from;
                to) {
            for (int read; (read = from.getInputStream().read(bytes)) >= 0; ) {
                if (!line.dead) {
                    to.getOutputStream().write(bytes, 0, read);
                }
            }
        } catch (IOException e) {
            // Either side has gone.
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}

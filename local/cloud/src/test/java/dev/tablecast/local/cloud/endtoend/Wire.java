package dev.tablecast.local.cloud.endtoend;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;

/** A wire to a server that can go dead: what is sent arrives nowhere, and nobody is told. */
final class Wire implements AutoCloseable {
    private final ServerSocket server;
    private final int port;
    private volatile boolean dead;

    private Wire(int port) throws IOException {
        this.port = port;
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.startVirtualThread(this::accept);
    }

    static Wire to(URI uri) throws IOException {
        return new Wire(uri.getPort());
    }

    /** Where a client connects in place of a server. */
    URI over(URI uri) {
        return URI.create(uri.toString().replace(":" + uri.getPort(), ":" + server.getLocalPort()));
    }

    void goDead() {
        dead = true;
    }

    /** For connections that are made from now on. */
    void mend() {
        dead = false;
    }

    private void accept() {
        try {
            while (!server.isClosed()) {
                Socket near = server.accept();
                var far = new Socket(InetAddress.getLoopbackAddress(), port);
                Thread.startVirtualThread(() -> copy(near, far));
                Thread.startVirtualThread(() -> copy(far, near));
            }
        } catch (IOException e) {
            // It was closed.
        }
    }

    private void copy(Socket from, Socket to) {
        var bytes = new byte[8192];
        try (from;
                to) {
            for (int read; (read = from.getInputStream().read(bytes)) >= 0; ) {
                if (!dead) {
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

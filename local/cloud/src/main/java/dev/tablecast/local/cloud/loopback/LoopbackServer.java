package dev.tablecast.local.cloud.loopback;

import dev.tablecast.local.stepfunctions.guard.Guard;
import dev.tablecast.local.stepfunctions.guard.Hosts;
import java.net.URI;
import java.util.List;
import java.util.concurrent.Executors;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** An HTTP server that only this machine reaches. */
public final class LoopbackServer implements AutoCloseable {
    /** Acceptors, selectors and what Jetty keeps in reserve; requests run on virtual threads. */
    private static final int PLATFORM_THREADS = 16;

    private final Server server;
    private final int port;

    private LoopbackServer(Server server, int port) {
        this.server = server;
        this.port = port;
    }

    /**
     * Starts a server for a handler, which may block, behind a {@link Guard} that lets in no page
     * but the server's own.
     *
     * @param port 0 takes a free one
     * @param hosts the names that requests may address it by
     * @throws PortInUseException if something else listens on the port
     */
    public static LoopbackServer start(int port, Hosts hosts, Handler handler) {
        var threads = new QueuedThreadPool(PLATFORM_THREADS, 2);
        threads.setDaemon(true);
        threads.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
        var server = new Server(threads);
        List<ServerConnector> connectors = Loopback.open(server, port);
        connectors.forEach(server::addConnector);
        server.setHandler(new Guard(handler, hosts));
        try {
            server.start();
        } catch (Exception e) {
            connectors.forEach(ServerConnector::close);
            throw new IllegalStateException("the server on port " + port + " doesn't start", e);
        }
        return new LoopbackServer(server, connectors.getFirst().getLocalPort());
    }

    public URI uri() {
        return URI.create("http://localhost:" + port);
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the server on port " + port + " doesn't stop", e);
        }
    }
}

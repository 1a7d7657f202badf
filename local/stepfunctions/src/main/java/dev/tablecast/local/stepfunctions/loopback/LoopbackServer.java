package dev.tablecast.local.stepfunctions.loopback;

import dev.tablecast.local.stepfunctions.guard.Guard;
import dev.tablecast.local.stepfunctions.guard.Hosts;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * An HTTP server on one port of the loopback interface.
 *
 * <p>{@link #open} takes the port, so that no other program gets it; clients that connect wait
 * until {@link #serve} sets the handler. Requests run on virtual threads and may block.
 */
public final class LoopbackServer implements AutoCloseable {
    /** The idle timeout of HTTP connections by default. */
    private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(60);

    /** Acceptors, selectors and Jetty's reserve; requests run on virtual threads. */
    private static final int PLATFORM_THREADS = 16;

    private final Server server;
    private final List<ServerConnector> connectors;
    private final int port;
    private final ExecutorService executor;

    private LoopbackServer(
            Server server, List<ServerConnector> connectors, ExecutorService executor) {
        this.server = server;
        this.connectors = List.copyOf(connectors);
        this.port = connectors.getFirst().getLocalPort();
        this.executor = executor;
    }

    /**
     * Opens a port and serves it behind a {@link Guard} that admits only the server's own pages.
     *
     * @param port 0 for a free one
     * @param hosts the host names by which requests may address the server
     * @throws PortInUseException if another program listens on the port
     */
    public static LoopbackServer start(int port, Hosts hosts, Handler handler) {
        var server = open("loopback", port);
        server.serve(new Guard(handler, hosts));
        return server;
    }

    /**
     * Opens a port, with an idle timeout of a minute.
     *
     * @param name the prefix of the names of its threads
     * @param port 0 for a free one
     * @throws PortInUseException if another program listens on the port
     */
    public static LoopbackServer open(String name, int port) {
        return open(name, port, IDLE_TIMEOUT);
    }

    /**
     * Opens a port.
     *
     * @param name the prefix of the names of its threads
     * @param port 0 for a free one
     * @param idleTimeout the longest time without a byte on a connection, also while its request is
     *     being handled
     * @throws PortInUseException if another program listens on the port
     */
    public static LoopbackServer open(String name, int port, Duration idleTimeout) {
        var threads = new QueuedThreadPool(PLATFORM_THREADS, 2);
        threads.setName(name);
        threads.setDaemon(true);
        ExecutorService executor =
                Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name(name + "-virtual-", 0).factory());
        threads.setVirtualThreadsExecutor(executor);
        var server = new Server(threads);
        List<ServerConnector> connectors = Loopback.open(server, port, idleTimeout);
        connectors.forEach(server::addConnector);
        return new LoopbackServer(server, connectors, executor);
    }

    /**
     * Serves the port, beginning with the requests that wait already. Closes the server if that
     * fails.
     */
    public void serve(Guard handler) {
        server.setHandler(handler);
        try {
            server.start();
        } catch (Exception e) {
            close();
            throw new IllegalStateException(
                    "the server on port %d didn't start: %s".formatted(port, e.getMessage()), e);
        }
    }

    public int port() {
        return port;
    }

    public URI uri() {
        return URI.create("http://localhost:" + port);
    }

    /** Returns Jetty's server, to add WebSockets and an error handler before it is served. */
    public Server jetty() {
        return server;
    }

    /** Returns the executor of the requests' virtual threads. */
    public ExecutorService executor() {
        return executor;
    }

    /** Refuses new connections; those that are open stay open. */
    public void stopListening() {
        connectors.forEach(ServerConnector::close);
    }

    /** Closes the port and every connection. */
    @Override
    public void close() {
        stopListening();
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the server on port " + port + " didn't stop", e);
        }
    }
}

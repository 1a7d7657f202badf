package dev.tablecast.local.cloud.gateway;

import dev.tablecast.local.cloud.loopback.Loopback;
import dev.tablecast.local.cloud.loopback.PortInUseException;
import dev.tablecast.local.stepfunctions.guard.Guard;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * A port that a gateway is going to serve: open, so that nobody else takes it, while the functions
 * behind the gateway's routes are still being made. Whoever connects waits until it is served.
 */
public final class GatewayPort implements AutoCloseable {
    /** Acceptors, selectors and what Jetty keeps in reserve; requests run on virtual threads. */
    private static final int PLATFORM_THREADS = 16;

    private final ExecutorService executor;
    private final Server server;
    private final List<ServerConnector> connectors;

    private GatewayPort(ExecutorService executor, Server server, List<ServerConnector> connectors) {
        this.executor = executor;
        this.server = server;
        this.connectors = connectors;
    }

    /**
     * @param number 0 takes a free one
     * @throws PortInUseException if something else listens on the port
     */
    public static GatewayPort open(int number) {
        QueuedThreadPool threads = new QueuedThreadPool(PLATFORM_THREADS, 2);
        threads.setName("gateway");
        threads.setDaemon(true);
        ExecutorService executor =
                Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("gateway-virtual-", 0).factory());
        threads.setVirtualThreadsExecutor(executor);
        Server server = new Server(threads);
        List<ServerConnector> connectors = Loopback.open(server, number);
        connectors.forEach(server::addConnector);
        return new GatewayPort(executor, server, connectors);
    }

    public int number() {
        return connectors.getFirst().getLocalPort();
    }

    /** Serves what comes to the port, and what has come already. */
    void serve(Guard handler) {
        server.setHandler(handler);
        try {
            server.start();
        } catch (Exception e) {
            connectors.forEach(ServerConnector::close);
            throw new GatewayStartException(e);
        }
    }

    ExecutorService executor() {
        return executor;
    }

    Server server() {
        return server;
    }

    List<ServerConnector> connectors() {
        return connectors;
    }

    /** Gives the port back; a gateway that serves it has closed it before. */
    @Override
    public void close() {
        connectors.forEach(ServerConnector::close);
        executor.shutdownNow();
    }
}

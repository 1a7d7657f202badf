package dev.tablecast.local.cloud;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.Executors;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** An HTTP server that only this machine reaches. */
public final class LoopbackServer implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final int MAX_THREADS = 32;

    private final Server server;
    private final ServerConnector connector;

    private LoopbackServer(Server server, ServerConnector connector) {
        this.server = server;
        this.connector = connector;
    }

    /**
     * Starts a server for a handler, which may block.
     *
     * @param what the service, for messages
     * @param port 0 takes a free one
     * @throws PortTakenException if the port is taken
     */
    public static LoopbackServer start(String what, int port, Handler handler) {
        var threads = new QueuedThreadPool(MAX_THREADS);
        threads.setName(what);
        threads.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
        var server = new Server(threads);
        var http = new HttpConfiguration();
        http.setSendServerVersion(false);
        var connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(HOST);
        connector.setPort(port);
        server.addConnector(connector);
        server.setHandler(handler);
        try {
            server.start();
        } catch (IOException e) {
            throw new PortTakenException(what, port, e);
        } catch (Exception e) {
            throw new IllegalStateException(what + " doesn't start", e);
        }
        return new LoopbackServer(server, connector);
    }

    public URI uri() {
        return URI.create("http://localhost:" + connector.getLocalPort());
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("a server doesn't stop", e);
        }
    }
}

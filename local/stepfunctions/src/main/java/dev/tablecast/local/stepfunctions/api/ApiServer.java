package dev.tablecast.local.stepfunctions.api;

import dev.tablecast.local.stepfunctions.guard.BodyBudget;
import dev.tablecast.local.stepfunctions.guard.Guard;
import dev.tablecast.local.stepfunctions.guard.Hosts;
import java.net.BindException;
import java.net.URI;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The HTTP server, which listens on 127.0.0.1 only. */
public final class ApiServer implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";

    /**
     * The maximum time without traffic on a connection: longer than StartSyncExecution takes, whose
     * connection is silent until its end.
     */
    private static final Duration IDLE_TIMEOUT = Duration.ofMinutes(6);

    /**
     * The maximum size of all request bodies at a time: that of the largest request, because parsed
     * JSON takes several times its size.
     */
    private static final int MOST_BYTES_AT_ONCE = 8 * 1024 * 1024;

    private final Server server;
    private final ServerConnector connector;

    private ApiServer(Server server, ServerConnector connector) {
        this.server = server;
        this.connector = connector;
    }

    /**
     * Starts a server.
     *
     * @param port 0 for any free port
     * @param hosts the host names that requests may use
     * @throws PortTakenException if another process uses the port
     */
    public static ApiServer start(
            int port, Hosts hosts, Api api, ApiCallListener calls, RandomGenerator random) {
        var threads = new QueuedThreadPool();
        threads.setName("stepfunctions");
        threads.setDaemon(true);
        threads.setVirtualThreadsExecutor(
                VirtualThreads.getNamedVirtualThreadsExecutor("stepfunctions-"));
        var server = new Server(threads);
        var http = new HttpConfiguration();
        http.setSendServerVersion(false);
        var connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(LOOPBACK);
        connector.setPort(port);
        connector.setIdleTimeout(IDLE_TIMEOUT.toMillis());
        server.addConnector(connector);
        var handler = new ApiHandler(api, calls, random);
        server.setHandler(
                new Guard(
                        new BodyBudget(handler, ApiHandler::mostBytes, MOST_BYTES_AT_ONCE), hosts));
        var started = new ApiServer(server, connector);
        started.start(port);
        return started;
    }

    private void start(int port) {
        try {
            server.start();
        } catch (Exception e) {
            close();
            if (isTaken(e)) {
                throw new PortTakenException(port, e);
            }
            throw new IllegalStateException("The server couldn't be started on port " + port, e);
        }
    }

    private static boolean isTaken(Throwable e) {
        for (var cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException) {
                return true;
            }
        }
        return false;
    }

    /** Returns the URL of the server. */
    public URI endpoint() {
        return URI.create("http://" + LOOPBACK + ":" + connector.getLocalPort());
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("The server couldn't be stopped", e);
        }
    }
}

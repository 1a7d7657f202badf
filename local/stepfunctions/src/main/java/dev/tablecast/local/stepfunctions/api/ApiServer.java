package dev.tablecast.local.stepfunctions.api;

import dev.tablecast.local.stepfunctions.guard.BodyBudget;
import dev.tablecast.local.stepfunctions.guard.Guard;
import dev.tablecast.local.stepfunctions.guard.Hosts;
import dev.tablecast.local.stepfunctions.loopback.LoopbackServer;
import dev.tablecast.local.stepfunctions.loopback.PortInUseException;
import java.net.URI;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** The HTTP server, which listens on 127.0.0.1 only. */
public final class ApiServer implements AutoCloseable {
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

    private final LoopbackServer server;

    private ApiServer(LoopbackServer server) {
        this.server = server;
    }

    /**
     * Starts a server.
     *
     * @param port 0 for any free port
     * @param hosts the host names that requests may use
     * @throws PortInUseException if another process uses the port
     */
    public static ApiServer start(
            int port, Hosts hosts, Api api, ApiCallListener calls, RandomGenerator random) {
        var handler = new ApiHandler(api, calls, random);
        var server = LoopbackServer.open("stepfunctions", port, IDLE_TIMEOUT);
        server.serve(
                new Guard(
                        new BodyBudget(handler, ApiHandler::mostBytes, MOST_BYTES_AT_ONCE), hosts));
        return new ApiServer(server);
    }

    /** Returns the URL of the server. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    @Override
    public void close() {
        server.close();
    }
}

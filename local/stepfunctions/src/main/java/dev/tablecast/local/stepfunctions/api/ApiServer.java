package dev.tablecast.local.stepfunctions.api;

import dev.tablecast.local.stepfunctions.guard.BodyBudget;
import dev.tablecast.local.stepfunctions.guard.Guard;
import dev.tablecast.local.stepfunctions.guard.Hosts;
import dev.tablecast.local.stepfunctions.loopback.LoopbackServer;
import dev.tablecast.local.stepfunctions.loopback.PortInUseException;
import java.net.URI;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** The HTTP server of the API, reachable from this machine only. */
public final class ApiServer implements AutoCloseable {
    /** Longer than the longest StartSyncExecution, during which its connection is silent. */
    private static final Duration IDLE_TIMEOUT = Duration.ofMinutes(6);

    /** One of the largest requests; parsed, it takes several times its size. */
    private static final int MOST_BYTES_AT_ONCE = 8 * 1024 * 1024;

    private final LoopbackServer server;

    private ApiServer(LoopbackServer server) {
        this.server = server;
    }

    /**
     * Starts the server.
     *
     * @param port 0 for a free one
     * @param hosts the host names by which requests may address the server
     * @throws PortInUseException if another program listens on the port
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

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    @Override
    public void close() {
        server.close();
    }
}

package dev.tablecast.local.cloud.invoke;

import dev.tablecast.local.cloud.calls.Callers;
import dev.tablecast.local.stepfunctions.guard.Hosts;
import dev.tablecast.local.stepfunctions.loopback.LoopbackServer;
import java.net.URI;

/**
 * Lambda's {@code Invoke} API on this machine, synchronous and asynchronous.
 *
 * <p>Differs from Lambda: recursive invocations aren't detected.
 */
public final class LambdaApi implements AutoCloseable {
    private final LoopbackServer server;
    private final AsynchronousInvocations asynchronous;

    private LambdaApi(LoopbackServer server, AsynchronousInvocations asynchronous) {
        this.server = server;
        this.asynchronous = asynchronous;
    }

    /**
     * Starts the API on a free port.
     *
     * @param hosts the host names by which requests may address it
     * @param callers records every call with the role that signed it
     */
    public static LambdaApi start(Hosts hosts, Invocable functions, Callers callers) {
        return start(hosts, functions, callers, Thread::sleep);
    }

    static LambdaApi start(
            Hosts hosts,
            Invocable functions,
            Callers callers,
            AsynchronousInvocations.Pause pause) {
        var asynchronous = new AsynchronousInvocations(pause);
        return new LambdaApi(
                LoopbackServer.start(0, hosts, new InvokeHandler(functions, asynchronous, callers)),
                asynchronous);
    }

    public URI endpoint() {
        return server.uri();
    }

    /** Stops the API, and ends the invocations that run or wait for a retry. */
    @Override
    public void close() {
        server.close();
        asynchronous.close();
    }
}

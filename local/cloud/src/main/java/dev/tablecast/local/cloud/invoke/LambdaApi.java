package dev.tablecast.local.cloud.invoke;

import dev.tablecast.local.cloud.calls.Callers;
import dev.tablecast.local.cloud.loopback.LoopbackServer;
import dev.tablecast.local.stepfunctions.guard.Hosts;
import java.net.URI;

/**
 * Lambda's API on this machine: {@code Invoke}, for an answer or asynchronously, and nothing else.
 *
 * <p>Unlike Lambda it doesn't look for functions that invoke themselves without end.
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
     * @param hosts the names that requests may address it by
     * @param callers are told of every call, in the name of whose access key has signed it
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

    /** Ends it, with every invocation that still runs or waits for its next try. */
    @Override
    public void close() {
        server.close();
        asynchronous.close();
    }
}

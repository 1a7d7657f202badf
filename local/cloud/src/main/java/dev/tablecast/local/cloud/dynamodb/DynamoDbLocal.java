package dev.tablecast.local.cloud.dynamodb;

import dev.tablecast.local.cloud.calls.AwsCalls;
import dev.tablecast.local.cloud.calls.Callers;
import dev.tablecast.local.stepfunctions.guard.BodyBudget;
import dev.tablecast.local.stepfunctions.guard.Hosts;
import dev.tablecast.local.stepfunctions.loopback.LoopbackServer;
import dev.tablecast.local.stepfunctions.loopback.PortInUseException;
import java.net.URI;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.handler.ContextHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/**
 * DynamoDB Local in memory, with one database for all credentials and Regions.
 *
 * <p>It runs on this project's {@link LoopbackServer}, because its own would listen on every
 * network interface and send telemetry.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/DynamoDBLocal.html">Setting
 *     up DynamoDB local</a>
 */
public final class DynamoDbLocal implements AutoCloseable {
    private static final boolean IN_MEMORY = true;
    private static final boolean SHARED_DB = true;
    private static final boolean NO_TRANSIENT_STATUSES = false;

    /** One of the largest requests; parsed, it takes several times its size. */
    private static final int MOST_BYTES_AT_ONCE = RequestLimit.MOST_BYTES;

    private final LoopbackServer server;
    private final LocalDynamoDBServerHandler handler;

    private DynamoDbLocal(LoopbackServer server, LocalDynamoDBServerHandler handler) {
        this.server = server;
        this.handler = handler;
    }

    /**
     * Starts DynamoDB Local.
     *
     * @param port 0 for a free one
     * @throws DynamoDbLocalException if there is no native library for this platform
     * @throws PortInUseException if another program listens on the port
     */
    public static DynamoDbLocal start(int port) {
        return start(port, DynamoDbFaults.NONE);
    }

    /** Starts like {@link #start(int)}, with faults. */
    public static DynamoDbLocal start(int port, DynamoDbFaults faults) {
        return start(port, Hosts.LOOPBACK, faults, new Callers(AwsCalls.NONE));
    }

    /**
     * Starts with faults, and records calls.
     *
     * @param hosts the host names by which requests may address it
     * @param callers records every call, also those with faults
     */
    public static DynamoDbLocal start(
            int port, Hosts hosts, DynamoDbFaults faults, Callers callers) {
        NativeLibrary.check(System.getProperty("os.name"), System.getProperty("os.arch"));
        SqliteLogs.quieten();
        var handler = handler(port);
        Handler calls = recorded(withFaults(new ContextHandler(handler), faults), callers);
        try {
            return new DynamoDbLocal(LoopbackServer.start(port, hosts, bounded(calls)), handler);
        } catch (RuntimeException e) {
            handler.close();
            throw e;
        }
    }

    private static Handler bounded(Handler dynamoDb) {
        return new BodyBudget(
                new RequestLimit(dynamoDb), request -> RequestLimit.MOST_BYTES, MOST_BYTES_AT_ONCE);
    }

    private static Handler withFaults(Handler dynamoDb, DynamoDbFaults faults) {
        return faults == DynamoDbFaults.NONE ? dynamoDb : new FaultHandler(dynamoDb, faults);
    }

    private static Handler recorded(Handler dynamoDb, Callers callers) {
        return callers.areWatched() ? new CallHandler(dynamoDb, callers) : dynamoDb;
    }

    private static LocalDynamoDBServerHandler handler(int port) {
        try {
            return new LocalDynamoDBServerHandler(
                    new LocalDynamoDBRequestHandler(
                            port, IN_MEMORY, null, SHARED_DB, NO_TRANSIENT_STATUSES),
                    null);
        } catch (Exception e) {
            throw new DynamoDbLocalException("DynamoDB Local didn't start: " + e.getMessage(), e);
        }
    }

    public URI endpoint() {
        return server.uri();
    }

    @Override
    public void close() {
        server.close();
        handler.close();
    }
}

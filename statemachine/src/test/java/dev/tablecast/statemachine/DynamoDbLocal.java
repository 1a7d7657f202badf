package dev.tablecast.statemachine;

import java.net.InetAddress;
import java.net.URI;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/**
 * DynamoDB Local in memory, on a free port of the loopback interface. Its own runner would listen
 * on every interface and report home.
 */
final class DynamoDbLocal implements AutoCloseable {
    private static final boolean IN_MEMORY = true;
    private static final boolean SHARED_DB = true;
    private static final boolean NO_TRANSIENT_STATUSES = false;

    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final LocalDynamoDBServerHandler handler;

    private DynamoDbLocal() throws Exception {
        handler =
                new LocalDynamoDBServerHandler(
                        new LocalDynamoDBRequestHandler(
                                0, IN_MEMORY, null, SHARED_DB, NO_TRANSIENT_STATUSES),
                        null);
        connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
        server.addConnector(connector);
        server.setHandler(new ContextHandler(handler));
        server.start();
    }

    static DynamoDbLocal start() throws Exception {
        return new DynamoDbLocal();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + connector.getLocalPort());
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("DynamoDB Local doesn't stop", e);
        }
        handler.close();
    }
}

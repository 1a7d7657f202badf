package dev.tablecast.local.cloud.example;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tablecast.local.cloud.issuer.LocalIssuer;
import dev.tablecast.local.cloud.loopback.LoopbackServer;
import dev.tablecast.local.stepfunctions.guard.Hosts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.server.Handler;
import shop.board.BoardHandler;
import shop.board.Orders;
import shop.board.PageFiles;
import shop.board.Tokens;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The order board of {@code examples/board}, with an issuer for development on the same port.
 *
 * <p>The stack needs the issuer's address, and the board needs the stack's table: it listens when
 * it is opened, and serves the board once {@link #serve} has told it of the table.
 */
public final class BoardExample implements AutoCloseable {
    /** The stack's settings, of which {@code jwtIssuer} is replaced. */
    public static final String SETTINGS = "examples/board/Pulumi.board.yaml";

    /** Two of the people of {@code people.json}, of the same tenant. */
    public static final String PEOPLE = "Ada and Ben";

    private static final String AUDIENCE = "board";

    private final Path folder;
    private final InstantSource clock;
    private final LateHandler board = new LateHandler();
    private final LateHandler issuing = new LateHandler();
    private final LoopbackServer server;
    private final LocalIssuer issuer;

    private BoardExample(Path folder, int port, Hosts hosts, InstantSource clock) {
        this.folder = folder;
        this.clock = clock;
        var people = people();
        server = LoopbackServer.start(port, hosts, new Handler.Sequence(issuing, board));
        issuer = new LocalIssuer(server.uri().resolve("/issuer"), AUDIENCE, people, clock);
        issuing.set(issuer);
    }

    /**
     * Opens the port.
     *
     * @param project the project's folder
     * @param port 0 takes a free one
     * @param hosts the names that requests may address it by
     * @throws dev.tablecast.local.cloud.loopback.PortInUseException if something else listens there
     */
    public static BoardExample open(Path project, int port, Hosts hosts, InstantSource clock) {
        return new BoardExample(project.resolve("examples/board"), port, hosts, clock);
    }

    /** The page's address. */
    public URI uri() {
        return server.uri().resolve("/");
    }

    /** The setting {@code jwtIssuer}. */
    public String issuer() {
        return issuer.url().toString();
    }

    /** Returns a token of one of the people of {@code people.json}. */
    public Optional<String> token(String sub) {
        return issuer.token(sub);
    }

    /** Serves the board for a table, in which it places the first orders. */
    public void serve(URI feed, DynamoDbClient dynamoDb, String table) {
        var orders = new Orders(dynamoDb, table, clock);
        FirstOrders.place(orders);
        try {
            board.set(
                    new BoardHandler(
                            new PageFiles(folder.resolve("page"), feed, issuer.url()),
                            new Tokens(issuer(), AUDIENCE, issuer.keysUrl().toURL()),
                            orders));
        } catch (MalformedURLException e) {
            throw new IllegalStateException("an http URL is a URL", e);
        }
    }

    private List<ObjectNode> people() {
        try {
            return List.of(
                    new ObjectMapper()
                            .readValue(folder.resolve("people.json").toFile(), ObjectNode[].class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}

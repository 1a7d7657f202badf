package dev.tablecast.local.cloud.example;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tablecast.local.cloud.issuer.LocalIssuer;
import dev.tablecast.local.stepfunctions.guard.Guard;
import dev.tablecast.local.stepfunctions.guard.Hosts;
import dev.tablecast.local.stepfunctions.loopback.LoopbackServer;
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
 * The order board of {@code examples/board}, with a token issuer for development on the same port.
 *
 * <p>The stack needs the issuer's URL, and the board needs the stack's table. So {@link #open}
 * starts the issuer, and {@link #serve} adds the board.
 */
public final class BoardExample implements AutoCloseable {
    /** The stack's settings; {@code jwtIssuer} is replaced. */
    public static final String SETTINGS = "examples/board/Pulumi.board.yaml";

    /** Two people of {@code people.json} with the same tenant. */
    public static final String PEOPLE = "Ada and Ben";

    private static final String AUDIENCE = "board";

    private final Path folder;
    private final InstantSource clock;
    private final LateHandler board;
    private final LoopbackServer server;
    private final LocalIssuer issuer;

    private BoardExample(
            Path folder,
            InstantSource clock,
            LateHandler board,
            LoopbackServer server,
            LocalIssuer issuer) {
        this.folder = folder;
        this.clock = clock;
        this.board = board;
        this.server = server;
        this.issuer = issuer;
    }

    /**
     * Opens the port, and serves the issuer.
     *
     * @param project the project's folder
     * @param port 0 for a free one
     * @param hosts the host names by which requests may address it
     * @throws dev.tablecast.local.stepfunctions.loopback.PortInUseException if another program
     *     listens on the port
     */
    public static BoardExample open(Path project, int port, Hosts hosts, InstantSource clock) {
        Path folder = project.resolve("examples/board");
        var people = people(folder);
        var server = LoopbackServer.open("board", port);
        var issuer = new LocalIssuer(server.uri().resolve("/issuer"), AUDIENCE, people, clock);
        var board = new LateHandler();
        server.serve(new Guard(new Handler.Sequence(issuer, board), hosts));
        return new BoardExample(folder, clock, board, server, issuer);
    }

    /** Returns the URL of the page. */
    public URI uri() {
        return server.uri().resolve("/");
    }

    /** Returns the value of the setting {@code jwtIssuer}. */
    public String issuer() {
        return issuer.url().toString();
    }

    /** Returns a token for one of the people of {@code people.json}. */
    public Optional<String> token(String sub) {
        return issuer.token(sub);
    }

    /** Serves the board, and writes the first orders to its table. */
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

    private static List<ObjectNode> people(Path folder) {
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

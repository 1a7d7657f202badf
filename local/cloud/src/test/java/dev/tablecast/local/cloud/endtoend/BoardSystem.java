package dev.tablecast.local.cloud.endtoend;

import dev.tablecast.local.cloud.Faults;
import dev.tablecast.local.cloud.LocalCloudOptions;
import dev.tablecast.local.cloud.Ports;
import dev.tablecast.local.cloud.ProjectFiles;
import dev.tablecast.local.cloud.example.BoardExample;
import dev.tablecast.local.cloud.stream.StreamFaults;
import dev.tablecast.local.stepfunctions.guard.Hosts;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import shop.board.Caller;
import shop.board.NewOrder;
import shop.board.Orders;

/** The order board, with its stack and its issuer. */
final class BoardSystem implements AutoCloseable {
    private static final Path PROJECT = Path.of(System.getProperty("tablecast.project"));

    private final BoardExample example;
    private final TestSystem system;
    private final AtomicReference<Duration> lag;

    private BoardSystem(BoardExample example, TestSystem system, AtomicReference<Duration> lag) {
        this.example = example;
        this.system = system;
        this.lag = lag;
    }

    static BoardSystem start() {
        return start(0, 0);
    }

    /**
     * @param pagePort of the page; 0 takes a free one
     * @param feedPort of the feed; 0 takes a free one
     */
    static BoardSystem start(int pagePort, int feedPort) {
        var example = BoardExample.open(PROJECT, pagePort, Hosts.LOOPBACK, InstantSource.system());
        var settings = new ArrayList<String>();
        new ProjectFiles(PROJECT)
                .stackSettings(BoardExample.SETTINGS)
                .forEach(
                        (name, value) -> {
                            settings.add(name);
                            settings.add(name.equals("jwtIssuer") ? example.issuer() : value);
                        });
        var lag = new AtomicReference<>(Duration.ZERO);
        var faults = Faults.NONE.withStream(StreamFaults.lagging(lag::get));
        var system =
                TestSystem.start(
                        options ->
                                new LocalCloudOptions(
                                                new Ports(feedPort, 0, 0),
                                                options.configuration(),
                                                options.files())
                                        .withPace(options.pace())
                                        .withFaults(faults),
                        settings.toArray(String[]::new));
        example.serve(system.cloud().webSocketUri(), system.dynamoDb(), system.sourceTable());
        return new BoardSystem(example, system, lag);
    }

    BoardExample example() {
        return example;
    }

    TestSystem system() {
        return system;
    }

    /** Opens the page and signs someone in. */
    Chromium signIn(String sub) {
        var page = Chromium.open(example.uri());
        page.click("#people [data-sub=" + sub + "]");
        page.awaitText("#connection", "Live");
        return page;
    }

    /** Lets the stream lag behind the table from now on. */
    void lag(Duration value) {
        lag.set(value);
    }

    /** Cuts every connection, as where the network is gone. */
    void cutAll() {
        var gateway = system.cloud().gateway();
        gateway.connections().forEach(connection -> gateway.cut(connection.connectionId()));
    }

    /** Places a manager's order of rolls. */
    void place(String tenant, String customer, int cents) {
        var id = UUID.randomUUID().toString();
        new Orders(system.dynamoDb(), system.sourceTable(), InstantSource.system())
                .place(
                        new Caller(tenant, "Somebody", "manager"),
                        new NewOrder(id, id, customer, "Rolls", cents, false));
    }

    /** Returns the status of a customer's order in the table, or an empty text. */
    String status(String customer) {
        return system
                .dynamoDb()
                .scan(request -> request.tableName(system.sourceTable()).consistentRead(true))
                .items()
                .stream()
                .filter(item -> item.get("customer").s().equals(customer))
                .map(item -> item.get("status").s())
                .findFirst()
                .orElse("");
    }

    @Override
    public void close() {
        system.close();
        example.close();
    }
}

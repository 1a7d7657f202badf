package dev.tablecast.local.cloud.endtoend;

import dev.tablecast.local.cloud.Faults;
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
        var example = BoardExample.open(PROJECT, 0, Hosts.LOOPBACK, InstantSource.system());
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
                        options -> options.withFaults(faults), settings.toArray(String[]::new));
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

    /** Selects an order on the page. */
    static String order(String customer) {
        return ".order[aria-label^=\"" + customer + "\"]";
    }

    @Override
    public void close() {
        system.close();
        example.close();
    }
}

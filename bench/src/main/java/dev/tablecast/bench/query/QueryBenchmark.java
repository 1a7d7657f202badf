package dev.tablecast.bench.query;

import dev.tablecast.bench.Benchmark;
import dev.tablecast.bench.Report;
import dev.tablecast.bench.Table;
import dev.tablecast.bench.broadcast.LocalDynamoDb;
import dev.tablecast.infrastructure.configuration.TablecastConfiguration;
import dev.tablecast.local.cloud.LocalCloud;
import dev.tablecast.local.cloud.LocalCloudOptions;
import dev.tablecast.local.cloud.Ports;
import dev.tablecast.local.cloud.ProjectFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** The time from a request for a snapshot until the client is live, by the number of items. */
public final class QueryBenchmark implements Benchmark {
    private static final List<Integer> ITEMS = List.of(10, 100, 1_000);
    private static final int WARM_UPS = 20;
    private static final int RUNS = 50;
    private static final int ITEMS_A_CALL = 25;

    /** The size of an item's largest attribute; as JSON an item has about 400 bytes. */
    private static final int NOTE = 300;

    private static final double LATE = 0.9;

    @Override
    public Report run() {
        var settings =
                Map.of(
                        "auth", "none",
                        "projection", "ALL",
                        "sourceHashKey", "room",
                        "sourceRangeKey", "id:N",
                        "snapshot", "query");
        var files = new ProjectFiles(Path.of(System.getProperty("tablecast.project")));
        try (var cloud =
                        LocalCloud.start(
                                new LocalCloudOptions(
                                        Ports.FREE, TablecastConfiguration.of(settings), files));
                var dynamoDb = LocalDynamoDb.client(cloud.dynamoDbEndpoint())) {
            for (int items : ITEMS) {
                put(dynamoDb, cloud.export("sourceTableName"), items);
            }
            return report(cloud);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static Report report(LocalCloud cloud) throws InterruptedException {
        var report = new Report();
        var table =
                new Table(
                        "From `subscribe` with a snapshot until `live`",
                        "items",
                        "first items, median ms",
                        "live, median ms",
                        "live, 90 of 100, ms",
                        "messages",
                        "KB");
        for (int items : ITEMS) {
            var answers = answers(cloud, items);
            var first = answers.stream().map(Asking.Answer::firstItems).sorted().toList();
            var live = answers.stream().map(Asking.Answer::live).sorted().toList();
            Asking.Answer last = answers.getLast();
            table.row(
                    items,
                    milliseconds(first.get(RUNS / 2)),
                    milliseconds(live.get(RUNS / 2)),
                    milliseconds(live.get((int) (RUNS * LATE))),
                    last.messages(),
                    last.bytes() / 1024);
            report.figure("live" + items + "Ms", live.get(RUNS / 2).toNanos() / 1e6);
        }
        return report.table(table)
                .note(
                        ("One client, one request after the other, %d of each after %d that don't"
                             + " count; an item has about 400 bytes. Client, gateway, function and"
                             + " DynamoDB Local share the machine.")
                                .formatted(RUNS, WARM_UPS));
    }

    /** A connection of its own for each number, since it may change its subscription 100 times. */
    private static List<Asking.Answer> answers(LocalCloud cloud, int items)
            throws InterruptedException {
        var answers = new ArrayList<Asking.Answer>();
        try (var client = new Asking(cloud.webSocketUri())) {
            for (int i = 0; i < WARM_UPS + RUNS; i++) {
                Asking.Answer answer = client.ask(room(items));
                if (i >= WARM_UPS) {
                    answers.add(answer);
                }
            }
        }
        return answers;
    }

    private static String milliseconds(Duration duration) {
        return "%.1f".formatted(duration.toNanos() / 1e6);
    }

    private static String room(int items) {
        return "room-of-" + items;
    }

    private static void put(DynamoDbClient dynamoDb, String table, int items) {
        for (int first = 0; first < items; first += ITEMS_A_CALL) {
            List<WriteRequest> puts =
                    IntStream.range(first, Math.min(items, first + ITEMS_A_CALL))
                            .mapToObj(id -> put(room(items), id))
                            .toList();
            dynamoDb.batchWriteItem(request -> request.requestItems(Map.of(table, puts)));
        }
    }

    private static WriteRequest put(String room, int id) {
        Map<String, AttributeValue> item =
                Map.of(
                        "room", AttributeValue.fromS(room),
                        "id", AttributeValue.fromN(Integer.toString(id)),
                        "name", AttributeValue.fromS("Ada"),
                        "note", AttributeValue.fromS("x".repeat(NOTE)));
        return WriteRequest.builder().putRequest(put -> put.item(item)).build();
    }
}

package dev.tablecast.bench.broadcast;

import dev.tablecast.functions.connection.Terms;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** The rows of connections in DynamoDB Local, as {@code ConnectHandler} writes them. */
final class Rows implements AutoCloseable {
    private static final int BATCH = 25;
    private static final int ID_BYTES = 11;

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final InstantSource clock;
    private final Random random = new Random(1);
    private int count;

    Rows(URI endpoint, String table, InstantSource clock) {
        this.table = table;
        this.clock = clock;
        dynamoDb = LocalDynamoDb.client(endpoint);
    }

    /** Adds rows until there are so many. */
    void growTo(int rows) {
        while (count < rows) {
            int batch = Math.min(BATCH, rows - count);
            List<WriteRequest> puts = IntStream.range(0, batch).mapToObj(i -> put()).toList();
            dynamoDb.batchWriteItem(request -> request.requestItems(Map.of(table, puts)));
            count += batch;
        }
    }

    private WriteRequest put() {
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        Instant connected = clock.instant().minus(Duration.ofMinutes(20));
        Map<String, AttributeValue> row =
                Map.of(
                        "ConnectionId",
                        AttributeValue.fromS(Base64.getEncoder().encodeToString(id)),
                        Terms.ATTRIBUTE,
                        AttributeValue.fromS(
                                new Terms(connected, Optional.empty(), Optional.empty()).text()),
                        "ExpiresAt",
                        AttributeValue.fromN(
                                Long.toString(
                                        connected.plus(Duration.ofHours(26)).getEpochSecond())));
        return WriteRequest.builder().putRequest(put -> put.item(row)).build();
    }

    /** What DynamoDB says that the workflow's scan of all pages takes. */
    double readUnits(int pageSize) {
        return dynamoDb
                .scanPaginator(
                        request ->
                                request.tableName(table)
                                        .consistentRead(true)
                                        .limit(pageSize)
                                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL))
                .stream()
                .mapToDouble(page -> page.consumedCapacity().capacityUnits())
                .sum();
    }

    @Override
    public void close() {
        dynamoDb.close();
    }
}

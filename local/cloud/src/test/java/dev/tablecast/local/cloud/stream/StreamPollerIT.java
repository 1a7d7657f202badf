package dev.tablecast.local.cloud.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.local.cloud.dynamodb.DynamoDbLocal;
import dev.tablecast.local.cloud.queue.Queue;
import dev.tablecast.local.cloud.stream.EventSourceMapping.Retries;
import dev.tablecast.local.cloud.stream.EventSourceMapping.StartingPosition;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

class StreamPollerIT {
    private static DynamoDbLocal local;
    private static DynamoDbClient dynamoDb;
    private static DynamoDbStreamsClient streams;

    private final RecordingFunction function = RecordingFunction.succeeding();
    private String table = "";
    private String streamArn = "";

    @BeforeAll
    static void startDynamoDb() {
        local = DynamoDbLocal.start(0);
        dynamoDb =
                client(DynamoDbClient.builder())
                        .httpClient(UrlConnectionHttpClient.create())
                        .build();
        streams =
                client(DynamoDbStreamsClient.builder())
                        .httpClient(UrlConnectionHttpClient.create())
                        .build();
    }

    @AfterAll
    static void stopDynamoDb() {
        streams.close();
        dynamoDb.close();
        local.close();
    }

    @BeforeEach
    void createTable(TestInfo test) {
        table = test.getTestMethod().orElseThrow().getName();
        streamArn =
                dynamoDb.createTable(
                                request ->
                                        request.tableName(table)
                                                .billingMode(BillingMode.PAY_PER_REQUEST)
                                                .attributeDefinitions(
                                                        AttributeDefinition.builder()
                                                                .attributeName("id")
                                                                .attributeType(
                                                                        ScalarAttributeType.S)
                                                                .build())
                                                .keySchema(
                                                        KeySchemaElement.builder()
                                                                .attributeName("id")
                                                                .keyType(KeyType.HASH)
                                                                .build())
                                                .streamSpecification(
                                                        stream ->
                                                                stream.streamEnabled(true)
                                                                        .streamViewType(
                                                                                StreamViewType
                                                                                        .NEW_AND_OLD_IMAGES)))
                        .tableDescription()
                        .latestStreamArn();
    }

    @AfterEach
    void deleteTable() {
        dynamoDb.deleteTable(request -> request.tableName(table));
    }

    @Test
    void allRecordsComeInOrderInBatchesOfNoMoreThanTheirSize() {
        put(1, 60);
        polling(
                mapping(StartingPosition.TRIM_HORIZON, 7, Duration.ZERO),
                () -> {
                    put(61, 100);
                    awaitItems(Shards.numbers(1, 100));
                });

        assertThat(function.invocations()).allMatch(batch -> batch.size() <= 7);
        assertThat(function.invocations().getFirst()).hasSize(7);
        assertThat(function.sequenceNumbers()).doesNotHaveDuplicates();
    }

    @Test
    void latestDeliversOnlyWhatIsWrittenAfterTheStart() {
        put(1, 5);
        polling(
                mapping(StartingPosition.LATEST, 100, Duration.ZERO),
                () -> {
                    put(6, 10);
                    awaitItems(Shards.numbers(6, 10));
                });
    }

    @Test
    void latestMissesNothingOfATableThatWasEmpty() {
        polling(
                mapping(StartingPosition.LATEST, 100, Duration.ZERO),
                () -> {
                    put(1, 20);
                    awaitItems(Shards.numbers(1, 20));
                });
    }

    @Test
    void trimHorizonMissesNothingOfATableThatWasEmpty() {
        polling(
                mapping(StartingPosition.TRIM_HORIZON, 100, Duration.ZERO),
                () -> {
                    put(1, 20);
                    awaitItems(Shards.numbers(1, 20));
                });
    }

    @Test
    void aWindowGathersRecordsIntoOneBatch() {
        polling(
                mapping(StartingPosition.TRIM_HORIZON, 100, Duration.ofSeconds(2)),
                () -> {
                    put(1, 10);
                    awaitItems(Shards.numbers(1, 10));
                });

        assertThat(function.invocations()).hasSize(1);
    }

    @Test
    void aFilterHoldsRecordsBack() {
        polling(
                mapping(
                        StartingPosition.TRIM_HORIZON,
                        100,
                        Duration.ZERO,
                        "{\"eventName\":[\"INSERT\"],\"dynamodb\":{\"NewImage\":{\"zip\":{\"N\":[\"3\",\"4\"]}}}}",
                        "{\"eventName\":[\"REMOVE\"]}"),
                () -> {
                    put(1, 5);
                    put(3, 3);
                    dynamoDb.deleteItem(request -> request.tableName(table).key(key(5)));
                    awaitItems(List.of("3", "4", "5"));
                });

        assertThat(function.records())
                .extracting(one -> one.get("eventName").textValue())
                .containsExactly("INSERT", "INSERT", "REMOVE");
    }

    @Test
    void aRecordHasKeysAndImagesInDynamoDbsForm() {
        Map<String, AttributeValue> item =
                Map.of(
                        "id", AttributeValue.fromS("1"),
                        "bytes", AttributeValue.fromB(SdkBytes.fromUtf8String("abc")),
                        "none", AttributeValue.fromNul(true),
                        "numbers", AttributeValue.fromNs(List.of("1")),
                        "empty", AttributeValue.fromM(Map.of()),
                        "list", AttributeValue.fromL(List.of(AttributeValue.fromBool(true))));
        dynamoDb.putItem(request -> request.tableName(table).item(item));
        dynamoDb.putItem(request -> request.tableName(table).item(key(1)));
        polling(
                mapping(StartingPosition.TRIM_HORIZON, 100, Duration.ZERO),
                () -> {
                    awaitItems(List.of("1", "1"));
                });

        JsonNode modify = function.records().getLast();
        assertThat(modify.get("eventName").textValue()).isEqualTo("MODIFY");
        assertThat(modify.get("eventSourceARN").textValue()).isEqualTo(streamArn);
        assertThat(modify.at("/dynamodb/Keys")).hasToString("{\"id\":{\"S\":\"1\"}}");
        assertThat(modify.at("/dynamodb/NewImage")).hasToString("{\"id\":{\"S\":\"1\"}}");
        JsonNode old = modify.at("/dynamodb/OldImage");
        assertThat(old.get("bytes")).hasToString("{\"B\":\"YWJj\"}");
        assertThat(old.get("none")).hasToString("{\"NULL\":true}");
        assertThat(old.get("numbers")).hasToString("{\"NS\":[\"1\"]}");
        assertThat(old.get("empty")).hasToString("{\"M\":{}}");
        assertThat(old.get("list")).hasToString("{\"L\":[{\"BOOL\":true}]}");
    }

    @Test
    void aPoisonRecordIsGivenUpAloneAndTheRestIsDelivered() {
        put(1, 8);
        var queue = new Queue("failed", "arn:aws:sqs:us-east-1:000000000000:failed");
        var poison = new AtomicReference<String>();
        var processed = new CopyOnWriteArrayList<String>();
        var failing =
                new RecordingFunction(
                        batch -> {
                            poison.compareAndSet(null, batch.get(batch.size() / 2));
                            if (batch.contains(poison.get())) {
                                return RecordingFunction.error();
                            }
                            processed.addAll(batch);
                            return RecordingFunction.success();
                        });
        var mapping =
                new EventSourceMapping(
                        streamArn,
                        Shards.FUNCTION_ARN,
                        failing,
                        StartingPosition.TRIM_HORIZON,
                        8,
                        Duration.ZERO,
                        new Retries(1, Shards.ANY_AGE, true),
                        true,
                        new FilterCriteria(List.of()),
                        Optional.of(queue));
        polling(
                mapping,
                () -> {
                    await().untilAsserted(() -> assertThat(processed).hasSize(7));
                });

        assertThat(queue.messages())
                .singleElement()
                .extracting(Queue.Message::body)
                .asString()
                .contains("\"startSequenceNumber\":\"" + poison.get() + "\"")
                .contains("\"batchSize\":1");
        assertThat(processed)
                .isEqualTo(
                        failing.invocations().getFirst().stream()
                                .filter(number -> !number.equals(poison.get()))
                                .toList());
    }

    @Test
    void aBatchThatIsRedeliveredComesAgainBeforeTheNext() {
        put(1, 4);
        polling(
                mapping(StartingPosition.TRIM_HORIZON, 2, Duration.ZERO),
                records -> records.getFirst().at("/dynamodb/Keys/id/S").textValue().equals("1"),
                () -> awaitItems(List.of("1", "2", "1", "2", "3", "4")));
    }

    @Test
    void nothingComesAfterClose() {
        polling(
                mapping(StartingPosition.TRIM_HORIZON, 100, Duration.ZERO),
                () -> {
                    put(1, 3);
                    awaitItems(Shards.numbers(1, 3));
                });
        put(4, 6);

        assertThat(keys(function)).isEqualTo(Shards.numbers(1, 3));
    }

    private static void polling(EventSourceMapping mapping, Runnable meanwhile) {
        polling(mapping, StreamFaults.NONE, meanwhile);
    }

    private static void polling(
            EventSourceMapping mapping, StreamFaults faults, Runnable meanwhile) {
        StreamPoller poller = StreamPoller.start(streams, mapping, faults);
        try {
            meanwhile.run();
        } finally {
            poller.close();
        }
    }

    private EventSourceMapping mapping(
            StartingPosition start, int batchSize, Duration window, String... patterns) {
        return new EventSourceMapping(
                streamArn,
                Shards.FUNCTION_ARN,
                function,
                start,
                batchSize,
                window,
                Shards.WITHOUT_END,
                true,
                new FilterCriteria(List.of(patterns)),
                Optional.empty());
    }

    private void put(int first, int last) {
        for (int i = first; i <= last; i++) {
            int number = i;
            dynamoDb.putItem(
                    request ->
                            request.tableName(table)
                                    .item(
                                            Map.of(
                                                    "id",
                                                    AttributeValue.fromS("" + number),
                                                    "zip",
                                                    AttributeValue.fromN("" + number),
                                                    "run",
                                                    AttributeValue.fromN("" + System.nanoTime()))));
        }
    }

    private static Map<String, AttributeValue> key(int number) {
        return Map.of("id", AttributeValue.fromS("" + number));
    }

    private void awaitItems(List<String> ids) {
        await().pollInterval(Duration.ofMillis(10))
                .untilAsserted(() -> assertThat(keys(function)).isEqualTo(ids));
    }

    private static List<String> keys(RecordingFunction invoked) {
        return invoked.records().stream()
                .map(one -> one.at("/dynamodb/Keys/id/S").textValue())
                .toList();
    }

    private static <B extends AwsClientBuilder<B, ?>> B client(B builder) {
        return builder.endpointOverride(local.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create("local", "local")));
    }
}

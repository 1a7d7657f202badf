package dev.tablecast.local.cloud.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tablecast.local.cloud.dynamodb.DynamoDbFaults.Call;
import dev.tablecast.local.cloud.dynamodb.DynamoDbFaults.Delay;
import dev.tablecast.local.cloud.dynamodb.DynamoDbFaults.None;
import dev.tablecast.local.cloud.dynamodb.DynamoDbFaults.Reset;
import dev.tablecast.local.cloud.dynamodb.DynamoDbFaults.ServerError;
import dev.tablecast.local.cloud.dynamodb.DynamoDbFaults.ServerErrorAfterwards;
import dev.tablecast.local.cloud.dynamodb.DynamoDbFaults.Throttled;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

class DynamoDbFaultsIT {
    private static final String TABLE = "Things";
    private static final AtomicReference<DynamoDbFaults> FAULTS =
            new AtomicReference<>(DynamoDbFaults.NONE);
    private static final List<Call> CALLS = new CopyOnWriteArrayList<>();

    private static DynamoDbLocal local;
    private static DynamoDbClient client;
    private static DynamoDbStreamsClient streams;

    @BeforeAll
    static void start() {
        local =
                DynamoDbLocal.start(
                        0,
                        call -> {
                            CALLS.add(call);
                            return FAULTS.get().before(call);
                        });
        client =
                client(DynamoDbClient.builder())
                        .httpClientBuilder(ApacheHttpClient.builder())
                        .build();
        streams =
                client(DynamoDbStreamsClient.builder())
                        .httpClientBuilder(ApacheHttpClient.builder())
                        .build();
        client.createTable(
                request ->
                        request.tableName(TABLE)
                                .billingMode(BillingMode.PAY_PER_REQUEST)
                                .attributeDefinitions(
                                        AttributeDefinition.builder()
                                                .attributeName("id")
                                                .attributeType(ScalarAttributeType.S)
                                                .build())
                                .keySchema(
                                        KeySchemaElement.builder()
                                                .attributeName("id")
                                                .keyType(KeyType.HASH)
                                                .build())
                                .streamSpecification(
                                        s ->
                                                s.streamEnabled(true)
                                                        .streamViewType(StreamViewType.KEYS_ONLY)));
    }

    @AfterAll
    static void stop() {
        streams.close();
        client.close();
        local.close();
    }

    @BeforeEach
    void withoutFaults() {
        FAULTS.set(DynamoDbFaults.NONE);
        CALLS.clear();
    }

    @Test
    void everyCallIsAskedAboutByItsOperationAndTable() {
        put("asked");
        client.scan(request -> request.tableName(TABLE));
        delete("asked");
        client.listTables();
        streams.listStreams(request -> request.tableName(TABLE));

        assertThat(CALLS)
                .containsExactly(
                        new Call("PutItem", TABLE),
                        new Call("Scan", TABLE),
                        new Call("DeleteItem", TABLE),
                        new Call("ListTables", ""),
                        new Call("ListStreams", TABLE));
    }

    @Test
    void whatHasNoFaultIsCarriedOutAsEver() {
        put("unharmed");

        assertThat(exists("unharmed")).isTrue();
        assertThatThrownBy(() -> client.scan(request -> request.tableName("Nobody")))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void aThrottledCallIsNotCarriedOut() {
        put("kept");
        FAULTS.set(call -> new Throttled());

        assertError(() -> put("throttled"), ProvisionedThroughputExceededException.class, 400);
        assertError(() -> delete("kept"), ProvisionedThroughputExceededException.class, 400);
        assertError(
                () -> client.scan(request -> request.tableName(TABLE)),
                ProvisionedThroughputExceededException.class,
                400);
        FAULTS.set(DynamoDbFaults.NONE);
        assertThat(exists("throttled")).isFalse();
        assertThat(exists("kept")).isTrue();
    }

    @Test
    void aServerErrorIsNotCarriedOut() {
        FAULTS.set(call -> new ServerError());

        assertError(() -> put("refused"), InternalServerErrorException.class, 500);
        FAULTS.set(DynamoDbFaults.NONE);
        assertThat(exists("refused")).isFalse();
    }

    @Test
    void aServerErrorAfterwardsHidesASuccess() {
        FAULTS.set(call -> new ServerErrorAfterwards());

        assertError(() -> put("hidden"), InternalServerErrorException.class, 500);
        assertError(
                () -> client.scan(request -> request.tableName(TABLE)),
                InternalServerErrorException.class,
                500);
        FAULTS.set(DynamoDbFaults.NONE);
        assertThat(exists("hidden")).isTrue();
    }

    @Test
    void aResetCallIsNotCarriedOutAndHasNoAnswer() {
        FAULTS.set(call -> new Reset());

        assertThatThrownBy(() -> put("reset")).isInstanceOf(SdkClientException.class);
        FAULTS.set(DynamoDbFaults.NONE);
        assertThat(exists("reset")).isFalse();
    }

    @Test
    void aDelayedCallIsCarriedOutLater() {
        FAULTS.set(call -> new Delay(Duration.ofMillis(150)));
        long before = System.nanoTime();
        put("late");

        assertThat(Duration.ofNanos(System.nanoTime() - before))
                .isGreaterThanOrEqualTo(Duration.ofMillis(150));
        FAULTS.set(DynamoDbFaults.NONE);
        assertThat(exists("late")).isTrue();
    }

    @Test
    void theSdkTriesAgainWhatWasThrottled() {
        var left = new AtomicInteger(2);
        FAULTS.set(call -> left.getAndDecrement() > 0 ? new Throttled() : new None());
        try (var patient =
                client(DynamoDbClient.builder())
                        .overrideConfiguration(sdk -> sdk.retryStrategy(RetryMode.STANDARD))
                        .httpClientBuilder(ApacheHttpClient.builder())
                        .build()) {
            patient.putItem(request -> request.tableName(TABLE).item(key("patient")));
        }
        FAULTS.set(DynamoDbFaults.NONE);
        assertThat(exists("patient")).isTrue();
        assertThat(CALLS).filteredOn(new Call("PutItem", TABLE)::equals).hasSize(3);
    }

    private static void assertError(
            ThrowingCallable call, Class<? extends DynamoDbException> type, int status) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        type,
                        e -> {
                            assertThat(e.statusCode()).isEqualTo(status);
                            assertThat(e.awsErrorDetails().errorMessage()).isNotEmpty();
                            assertThat(e.requestId()).isNotEmpty();
                        });
    }

    private static void put(String id) {
        client.putItem(request -> request.tableName(TABLE).item(key(id)));
    }

    private static void delete(String id) {
        client.deleteItem(request -> request.tableName(TABLE).key(key(id)));
    }

    private static boolean exists(String id) {
        return client.getItem(request -> request.tableName(TABLE).key(key(id)).consistentRead(true))
                .hasItem();
    }

    private static Map<String, AttributeValue> key(String id) {
        return Map.of("id", AttributeValue.fromS(id));
    }

    private static StaticCredentialsProvider credentials() {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any"));
    }

    private static <B extends AwsClientBuilder<B, ?>> B client(B builder) {
        return builder.endpointOverride(local.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(credentials())
                .overrideConfiguration(sdk -> sdk.retryStrategy(DefaultRetryStrategy.doNotRetry()));
    }
}

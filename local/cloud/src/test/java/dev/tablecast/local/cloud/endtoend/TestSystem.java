package dev.tablecast.local.cloud.endtoend;

import static org.awaitility.Awaitility.await;

import dev.tablecast.functions.connection.Terms;
import dev.tablecast.infrastructure.configuration.TablecastConfiguration;
import dev.tablecast.local.cloud.LocalCloud;
import dev.tablecast.local.cloud.LocalCloudOptions;
import dev.tablecast.local.cloud.Ports;
import dev.tablecast.local.cloud.ProjectFiles;
import dev.tablecast.local.cloud.SchedulePace;
import dev.tablecast.local.cloud.gateway.connection.ConnectionInfo.State;
import dev.tablecast.local.cloud.provision.Resource;
import dev.tablecast.testing.deployed.Launch;
import dev.tablecast.testing.watching.WatchingClient;
import java.net.URI;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.sfn.SfnClient;

/** The local cloud on free ports, and the clients that its users have. */
final class TestSystem implements AutoCloseable {
    static {
        // How long a shared, busy machine may take for what takes milliseconds on an idle one.
        Awaitility.setDefaultTimeout(Duration.ofSeconds(40));
    }

    static final Path FUNCTIONS_JAR =
            Path.of(System.getProperty("tablecast.project"), "functions/target/functions.jar");

    /** A rate at which no test sees a sweep; tests of sweeps set another. */
    private static final SchedulePace NO_SWEEP = SchedulePace.every(Duration.ofDays(1));

    private final LocalCloud cloud;
    private final DynamoDbClient dynamoDb;
    private final SfnClient stepFunctions;
    private final ApiGatewayManagementApiClient connectionsApi;
    private final List<WatchingClient> clients = new ArrayList<>();

    private TestSystem(LocalCloudOptions options) {
        cloud = LocalCloud.start(options);
        dynamoDb =
                local(DynamoDbClient.builder(), cloud.dynamoDbEndpoint())
                        .httpClient(UrlConnectionHttpClient.create())
                        .build();
        stepFunctions =
                local(SfnClient.builder(), cloud.stepFunctionsEndpoint())
                        .httpClient(UrlConnectionHttpClient.create())
                        .overrideConfiguration(
                                client ->
                                        client.putAdvancedOption(
                                                SdkAdvancedClientOption
                                                        .DISABLE_HOST_PREFIX_INJECTION,
                                                true))
                        .build();
        connectionsApi =
                local(ApiGatewayManagementApiClient.builder(), cloud.connectionsEndpoint())
                        .httpClient(UrlConnectionHttpClient.create())
                        .build();
    }

    /** Starts with settings as in a stack's file, in pairs; {@code auth} is none. */
    static TestSystem start(String... namesAndValues) {
        return start(options -> options, namesAndValues);
    }

    static TestSystem start(UnaryOperator<LocalCloudOptions> adapted, String... namesAndValues) {
        var settings = new HashMap<>(Map.of("auth", "none"));
        for (int i = 0; i < namesAndValues.length; i += 2) {
            settings.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        var files = new ProjectFiles(Path.of(System.getProperty("tablecast.project")));
        return new TestSystem(
                adapted.apply(
                        new LocalCloudOptions(
                                        Ports.FREE, TablecastConfiguration.of(settings), files)
                                .withPace(NO_SWEEP)));
    }

    LocalCloud cloud() {
        return cloud;
    }

    /** Returns a function's resource of the Pulumi program. */
    Resource function(String name) {
        return cloud.resources().stream()
                .filter(resource -> resource.type().equals("aws:lambda/function:Function"))
                .filter(resource -> resource.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Returns the options to start a function of this system from the deployable jar. */
    Launch launch(String name) {
        return Launch.of(
                name,
                function(name).inputs(),
                FUNCTIONS_JAR,
                cloud.functionEnvironment(),
                Path.of("target"));
    }

    DynamoDbClient dynamoDb() {
        return dynamoDb;
    }

    SfnClient stepFunctions() {
        return stepFunctions;
    }

    ApiGatewayManagementApiClient connectionsApi() {
        return connectionsApi;
    }

    /**
     * Connects a client that is closed with the system, and waits until the gateway has it as open:
     * the client may know a moment earlier.
     */
    WatchingClient connect() {
        return connect(WatchingClient.builder());
    }

    /** The same, with headers or sub-protocols of its own. */
    WatchingClient connect(WebSocket.Builder builder) {
        WatchingClient client = WatchingClient.connect(builder, cloud.webSocketUri());
        clients.add(client);
        await().until(
                        () ->
                                cloud.gateway().connections().stream()
                                        .noneMatch(info -> info.state() == State.PENDING));
        return client;
    }

    List<WatchingClient> connect(int count) {
        var connected = new ArrayList<WatchingClient>();
        for (int i = 0; i < count; i++) {
            connected.add(connect());
        }
        return connected;
    }

    void put(Map<String, AttributeValue> item) {
        dynamoDb.putItem(request -> request.tableName(sourceTable()).item(item));
    }

    void put(String id, String attribute, String value) {
        put(Map.of("id", text(id), attribute, text(value)));
    }

    void delete(String id) {
        dynamoDb.deleteItem(
                request -> request.tableName(sourceTable()).key(Map.of("id", text(id))));
    }

    /** Puts items in one transaction, 100 at most: a batch has them together. */
    void putAtOnce(List<Map<String, AttributeValue>> items) {
        dynamoDb.transactWriteItems(
                request -> request.transactItems(items.stream().map(this::putOf).toList()));
    }

    private TransactWriteItem putOf(Map<String, AttributeValue> item) {
        return TransactWriteItem.builder()
                .put(put -> put.tableName(sourceTable()).item(item))
                .build();
    }

    /** Closes every client that was connected, and waits until nobody is. */
    void closeClients() {
        clients.forEach(WatchingClient::close);
        clients.clear();
        await().until(() -> cloud.gateway().connections().isEmpty());
    }

    /** The same, and waits until their rows are gone. */
    void disconnectAll() {
        closeClients();
        await().until(() -> rows().isEmpty());
    }

    Map<String, AttributeValue> row(String connectionId) {
        return dynamoDb.getItem(
                        request ->
                                request.tableName(cloud.export("connectionsTableName"))
                                        .key(Map.of("ConnectionId", text(connectionId)))
                                        .consistentRead(true))
                .item();
    }

    /** Returns the terms in a connection's row. */
    Terms terms(String connectionId) {
        return Terms.parse(row(connectionId).get(Terms.ATTRIBUTE).s());
    }

    private static AttributeValue terms(Instant connectedAt, Optional<Instant> tokenExpiresAt) {
        return text(new Terms(connectedAt, tokenExpiresAt, Optional.empty()).text());
    }

    void putRow(String connectionId, long connectedAt) {
        dynamoDb.putItem(
                request ->
                        request.tableName(cloud.export("connectionsTableName"))
                                .item(
                                        Map.of(
                                                "ConnectionId",
                                                text(connectionId),
                                                Terms.ATTRIBUTE,
                                                terms(
                                                        Instant.ofEpochMilli(connectedAt),
                                                        Optional.empty()))));
    }

    /** Returns the workflow's input that sends the last record of the log again. */
    String lastRecord() {
        var head = head();
        return "{\"feed\":\"%s\",\"epoch\":\"%s\",\"from\":%s,\"to\":%s}"
                .formatted(
                        head.get("PK").s().replace("#head", ""),
                        head.get("Epoch").s(),
                        head.get("End").n(),
                        head.get("End").n());
    }

    /** Returns whether everything in the feed's log is sent, and nobody is at it. */
    boolean owesNothing() {
        var head = head();
        return head.get("Sent").equals(head.get("End")) && !head.containsKey("Owner");
    }

    private Map<String, AttributeValue> head() {
        String table = cloud.export("changeLogTableName");
        return dynamoDb.scan(request -> request.tableName(table)).items().stream()
                .filter(item -> item.get("SK").s().equals("head"))
                .findAny()
                .orElseThrow();
    }

    /** Lets someone hold the feed's lease, as a holder that died would. */
    void holdTheLease(String owner, Instant until) {
        String table = cloud.export("changeLogTableName");
        var head = head();
        dynamoDb.updateItem(
                request ->
                        request.tableName(table)
                                .key(Map.of("PK", head.get("PK"), "SK", head.get("SK")))
                                .updateExpression("SET #owner = :owner, #until = :until")
                                .expressionAttributeNames(
                                        Map.of("#owner", "Owner", "#until", "Until"))
                                .expressionAttributeValues(
                                        Map.of(
                                                ":owner",
                                                text(owner),
                                                ":until",
                                                AttributeValue.fromN(
                                                        Long.toString(until.toEpochMilli())))));
    }

    /** Lets a connection's row say that its token has ended. */
    void expire(String connectionId) {
        var row = new HashMap<>(row(connectionId));
        row.put(
                Terms.ATTRIBUTE,
                terms(terms(connectionId).connectedAt(), Optional.of(Instant.EPOCH)));
        dynamoDb.putItem(
                request -> request.tableName(cloud.export("connectionsTableName")).item(row));
    }

    void deleteRow(String connectionId) {
        dynamoDb.deleteItem(
                request ->
                        request.tableName(cloud.export("connectionsTableName"))
                                .key(Map.of("ConnectionId", text(connectionId))));
    }

    /** The ids of the connections that broadcasts reach. */
    List<String> rows() {
        return dynamoDb
                .scanPaginator(
                        request ->
                                request.tableName(cloud.export("connectionsTableName"))
                                        .consistentRead(true))
                .items()
                .stream()
                .map(row -> row.get("ConnectionId").s())
                .toList();
    }

    String sourceTable() {
        return cloud.export("sourceTableName");
    }

    static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    private static <B extends AwsClientBuilder<B, ?>> B local(B builder, URI endpoint) {
        return builder.endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")));
    }

    @Override
    public void close() {
        clients.forEach(WatchingClient::close);
        dynamoDb.close();
        stepFunctions.close();
        connectionsApi.close();
        cloud.close();
    }
}

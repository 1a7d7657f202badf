package dev.tablecast.local.cloud.provision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tablecast.local.cloud.dynamodb.DynamoDbLocal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

class TablesIT {
    private static DynamoDbLocal local;
    private static DynamoDbClient dynamoDb;

    private final Tables tables = new Tables(dynamoDb);

    @BeforeAll
    static void startDynamoDb() {
        local = DynamoDbLocal.start(0);
        dynamoDb =
                DynamoDbClient.builder()
                        .endpointOverride(local.endpoint())
                        .region(Region.of(Arns.REGION))
                        .credentialsProvider(
                                StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create("local", "local")))
                        .httpClient(UrlConnectionHttpClient.create())
                        .build();
    }

    @AfterAll
    static void stopDynamoDb() {
        dynamoDb.close();
        local.close();
    }

    @Test
    void aTableHasItsKeyAndNoStream() {
        Map<String, Object> outputs =
                provision(
                        "plain",
                        Map.of("hashKey", "id", "attributes", List.of(attribute("id", "S"))));

        TableDescription table = describe("plain");
        assertThat(table.keySchema()).containsExactly(key("id", KeyType.HASH));
        assertThat(table.latestStreamArn()).isNull();
        assertThat(outputs)
                .containsEntry("name", "plain")
                .containsEntry("arn", table.tableArn())
                .doesNotContainKey("streamArn");
        assertThat(tables.all()).containsOnlyKeys("plain");
    }

    @Test
    void aTableMayHaveARangeKey() {
        provision(
                "ranged",
                Map.of(
                        "hashKey",
                        "customer",
                        "rangeKey",
                        "order",
                        "attributes",
                        List.of(attribute("customer", "B"), attribute("order", "N"))));

        assertThat(describe("ranged").keySchema())
                .containsExactly(key("customer", KeyType.HASH), key("order", KeyType.RANGE));
        assertThat(describe("ranged").attributeDefinitions())
                .extracting(one -> one.attributeName() + one.attributeTypeAsString())
                .containsExactlyInAnyOrder("customerB", "orderN");
    }

    @Test
    void aTableWithAStreamHasTheStreamsArn() {
        Map<String, Object> outputs =
                provision(
                        "streamed",
                        Map.of(
                                "hashKey",
                                "id",
                                "attributes",
                                List.of(attribute("id", "S")),
                                "streamEnabled",
                                true,
                                "streamViewType",
                                "NEW_AND_OLD_IMAGES"));

        TableDescription table = describe("streamed");
        assertThat(table.streamSpecification().streamViewType())
                .isEqualTo(StreamViewType.NEW_AND_OLD_IMAGES);
        assertThat(outputs).containsEntry("streamArn", table.latestStreamArn());
    }

    @Test
    void aTableMayExpireItsItems() {
        provision(
                "expiring",
                Map.of(
                        "hashKey",
                        "id",
                        "attributes",
                        List.of(attribute("id", "S")),
                        "ttl",
                        Map.of("enabled", true, "attributeName", "ExpiresAt")));

        TimeToLiveDescription ttl = timeToLive("expiring");
        assertThat(ttl.attributeName()).isEqualTo("ExpiresAt");
        assertThat(ttl.timeToLiveStatus())
                .isIn(TimeToLiveStatus.ENABLED, TimeToLiveStatus.ENABLING);
    }

    @Test
    void timeToLiveThatIsDisabledStaysSo() {
        provision(
                "lasting",
                Map.of(
                        "hashKey",
                        "id",
                        "attributes",
                        List.of(attribute("id", "S")),
                        "ttl",
                        Map.of("enabled", false, "attributeName", "ExpiresAt")));

        assertThat(timeToLive("lasting").timeToLiveStatus()).isEqualTo(TimeToLiveStatus.DISABLED);
    }

    @Test
    void aTableIsCalledWhatTheProgramCallsIt() {
        Map<String, Object> outputs =
                provision(
                        "logical",
                        Map.of(
                                "name",
                                "physical",
                                "hashKey",
                                "id",
                                "attributes",
                                List.of(attribute("id", "S"))));

        assertThat(outputs).containsEntry("name", "physical");
        assertThat(describe("physical").tableName()).isEqualTo("physical");
    }

    private Map<String, Object> provision(String name, Map<String, Object> inputs) {
        return tables.provision(new Resource("aws:dynamodb/table:Table", name, inputs));
    }

    private static TableDescription describe(String name) {
        return dynamoDb.describeTable(request -> request.tableName(name)).table();
    }

    private static TimeToLiveDescription timeToLive(String table) {
        return dynamoDb.describeTimeToLive(request -> request.tableName(table))
                .timeToLiveDescription();
    }

    private static Map<String, Object> attribute(String name, String type) {
        return Map.of("name", name, "type", type);
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }
}

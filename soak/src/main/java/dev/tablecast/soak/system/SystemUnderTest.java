package dev.tablecast.soak.system;

import dev.tablecast.infrastructure.configuration.TablecastConfiguration;
import dev.tablecast.local.cloud.LocalCloud;
import dev.tablecast.local.cloud.LocalCloudOptions;
import dev.tablecast.local.cloud.Ports;
import dev.tablecast.local.cloud.ProjectFiles;
import dev.tablecast.local.cloud.SchedulePace;
import dev.tablecast.local.cloud.gateway.connection.ConnectionInfo;
import dev.tablecast.local.cloud.gateway.connection.GatewayLimits;
import dev.tablecast.soak.faults.Dice;
import dev.tablecast.soak.faults.RandomFaults;
import dev.tablecast.soak.view.Facts;
import dev.tablecast.soak.view.Interest;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * The local cloud with default settings, except for
 *
 * <ul>
 *   <li>a projection that identifies the change of a message;
 *   <li>row access, and tokens of its own issuer;
 *   <li>more frequent sweeps;
 *   <li>a small send buffer for each connection, which a stalled client fills.
 * </ul>
 */
public final class SystemUnderTest implements AutoCloseable {
    private static final int SEND_BUFFER_BYTES = 32 * 1024;
    private static final String SOURCE_TABLE = "Items";

    /** The pace of sweeps; tokens last seconds, so a minute is scaled to two seconds. */
    private static final SchedulePace SWEEPS = SchedulePace.every(Duration.ofSeconds(2));

    private final TokenIssuer issuer = new TokenIssuer(InstantSource.system());
    private final TablecastConfiguration configuration =
            TablecastConfiguration.of(
                    Map.of(
                            "auth",
                            "jwt",
                            "jwtIssuer",
                            issuer.url(),
                            "jwtAudience",
                            TokenIssuer.AUDIENCE,
                            "jwksUrl",
                            issuer.keysUrl(),
                            "projection",
                            "INCLUDE",
                            "projectionAttributes",
                            String.join(",", Facts.VISIBLE),
                            "filterableAttributes",
                            String.join(",", Facts.FILTERABLE),
                            "rowAccess",
                            Interest.ROW_ACCESS,
                            "sourceTableName",
                            SOURCE_TABLE));
    private final LocalCloud cloud;
    private final DynamoDbClient dynamoDb;
    private final DynamoDbStreamsClient streams;

    /**
     * @param project the project's folder
     * @param dice the source of random faults
     * @param givenUp the maximum number of batches that are given up
     */
    public SystemUnderTest(Path project, Dice dice, int givenUp) {
        var options =
                new LocalCloudOptions(Ports.FREE, configuration, new ProjectFiles(project))
                        .withLimits(GatewayLimits.aws().withSendBufferBytes(SEND_BUFFER_BYTES))
                        .withFaults(new RandomFaults(dice, SOURCE_TABLE, givenUp).faults())
                        .withPace(SWEEPS);
        cloud = LocalCloud.start(options);
        dynamoDb =
                local(DynamoDbClient.builder())
                        .httpClient(UrlConnectionHttpClient.create())
                        .build();
        streams =
                local(DynamoDbStreamsClient.builder())
                        .httpClient(UrlConnectionHttpClient.create())
                        .build();
    }

    /** Returns the issuer of the clients' tokens. */
    public TokenIssuer issuer() {
        return issuer;
    }

    public URI webSocketUri() {
        return cloud.webSocketUri();
    }

    public DynamoDbClient dynamoDb() {
        return dynamoDb;
    }

    public DynamoDbStreamsClient streams() {
        return streams;
    }

    public String sourceTable() {
        return cloud.export("sourceTableName");
    }

    String connectionsTable() {
        return cloud.export("connectionsTableName");
    }

    public String streamArn() {
        return dynamoDb.describeTable(request -> request.tableName(sourceTable()))
                .table()
                .latestStreamArn();
    }

    /** Returns the minimum age of a row that a broadcast may prune. */
    public Duration pruneGrace() {
        return Duration.ofSeconds(configuration.broadcast().pruneGraceSeconds());
    }

    /** Returns the connections that are open at the gateway: client's name by id. */
    public Map<String, String> openConnections() {
        return cloud.gateway().connections().stream()
                .filter(connection -> connection.state() == ConnectionInfo.State.OPEN)
                .collect(Collectors.toMap(ConnectionInfo::connectionId, ConnectionInfo::userAgent));
    }

    /** Returns the messages in the on-failure queue, one for each batch that was given up. */
    public List<String> givenUp() {
        return cloud.onFailureMessages().stream().map(message -> message.body()).toList();
    }

    private <B extends AwsClientBuilder<B, ?>> B local(B builder) {
        return builder.endpointOverride(cloud.dynamoDbEndpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create("soak", "soak")));
    }

    @Override
    public void close() {
        dynamoDb.close();
        streams.close();
        cloud.close();
        issuer.close();
    }
}

package dev.tablecast.functions.aws;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.sfn.SfnClient;

/**
 * Builds the AWS clients of a function from its environment, and from nothing else.
 *
 * <p>Region and credentials are those that Lambda puts there ({@code AWS_REGION}, {@code
 * AWS_ACCESS_KEY_ID} and so on; with SnapStart the credentials come from the container's endpoint,
 * which the SDK's default chain asks). {@code AWS_ENDPOINT_URL_DYNAMODB} and {@code
 * AWS_ENDPOINT_URL_SFN} point a client at another endpoint, as they do for the AWS CLI.
 */
public final class AwsClients {
    /** Timeout of one try; a row takes milliseconds. */
    private static final Duration DYNAMODB_TIMEOUT = Duration.ofSeconds(5);

    /** Timeout of a call with all its retries; by then a client has given up its handshake. */
    private static final Duration DYNAMODB_CALL_TIMEOUT = Duration.ofSeconds(10);

    /** An Express workflow ends within 5 minutes, and only then StartSyncExecution answers. */
    private static final Duration EXECUTION_TIMEOUT = Duration.ofSeconds(310);

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

    private final Map<String, String> environment;

    public AwsClients(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /**
     * Returns a client that tries a call again as well where a transaction on the same item is
     * under way: appends and writes of a feed's head meet there all the time.
     */
    public DynamoDbClient dynamoDb() {
        return configured(DynamoDbClient.builder(), "DYNAMODB")
                .httpClient(http(DYNAMODB_TIMEOUT, 64))
                .overrideConfiguration(
                        client ->
                                client.apiCallTimeout(DYNAMODB_CALL_TIMEOUT)
                                        .retryStrategy(
                                                retries ->
                                                        retries.retryOnException(
                                                                TransactionConflictException
                                                                        .class)))
                .build();
    }

    /** Returns a client that waits for a whole execution, and never starts it a second time. */
    public SfnClient stepFunctions() {
        return configured(SfnClient.builder(), "SFN")
                .httpClient(http(EXECUTION_TIMEOUT, 2))
                .overrideConfiguration(
                        client ->
                                client.retryStrategy(DefaultRetryStrategy.doNotRetry())
                                        .putAdvancedOption(
                                                SdkAdvancedClientOption
                                                        .DISABLE_HOST_PREFIX_INJECTION,
                                                endpoint("SFN").isPresent()))
                .build();
    }

    /**
     * Returns a client of the {@code @connections} API that makes one try a call: who posts decides
     * what a failure means.
     */
    public ApiGatewayManagementApiClient connections(URI endpoint, SdkHttpClient http) {
        return configured(ApiGatewayManagementApiClient.builder(), "APIGATEWAYMANAGEMENTAPI")
                .endpointOverride(endpoint)
                .httpClient(http)
                .overrideConfiguration(
                        client -> client.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build();
    }

    /** Returns a sender of signed requests to an API of API Gateway, one try each. */
    public SignedHttp executeApi(URI endpoint, SdkHttpClient http) {
        return new SignedHttp(
                http,
                credentials(),
                endpoint,
                new RequestSigner(region(), "execute-api", InstantSource.system()));
    }

    /** Returns a client that invokes Lambda functions without waiting for them. */
    public AsynchronousInvocations asynchronousInvocations() {
        String region = region();
        URI endpoint =
                endpoint("LAMBDA")
                        .orElseGet(
                                () ->
                                        URI.create(
                                                "https://lambda.%s.%s"
                                                        .formatted(
                                                                region,
                                                                Region.of(region)
                                                                        .metadata()
                                                                        .partition()
                                                                        .dnsSuffix())));
        return new AsynchronousInvocations(
                new SignedHttp(
                        http(DYNAMODB_TIMEOUT, 2),
                        credentials(),
                        endpoint,
                        new RequestSigner(region, "lambda", InstantSource.system())));
    }

    /**
     * Returns an HTTP client for several clients to share.
     *
     * @param timeout timeout of an answer
     * @param connections how many requests it has under way at a time; others wait
     */
    public static SdkHttpClient http(Duration timeout, int connections) {
        return ApacheHttpClient.builder()
                .connectionTimeout(CONNECT_TIMEOUT)
                .socketTimeout(timeout)
                .maxConnections(connections)
                .tcpKeepAlive(true)
                .build();
    }

    private <B extends AwsClientBuilder<B, ?>> B configured(B builder, String service) {
        builder.region(Region.of(region())).credentialsProvider(credentials());
        endpoint(service).ifPresent(builder::endpointOverride);
        return builder;
    }

    private String region() {
        return environment.getOrDefault("AWS_REGION", "us-east-1");
    }

    private Optional<URI> endpoint(String service) {
        return Optional.ofNullable(environment.get("AWS_ENDPOINT_URL_" + service)).map(URI::create);
    }

    private AwsCredentialsProvider credentials() {
        String id = environment.get("AWS_ACCESS_KEY_ID");
        String secret = environment.get("AWS_SECRET_ACCESS_KEY");
        if (id == null || secret == null) {
            return DefaultCredentialsProvider.builder().build();
        }
        String token = environment.get("AWS_SESSION_TOKEN");
        return StaticCredentialsProvider.create(
                token == null
                        ? AwsBasicCredentials.create(id, secret)
                        : AwsSessionCredentials.create(id, secret, token));
    }
}

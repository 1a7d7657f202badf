package dev.tablecast.local.cloud;

import dev.tablecast.local.cloud.provision.Arns;
import java.net.URI;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.sfn.SfnClient;

/** AWS clients of the local services. */
public final class LocalClients {
    private static final String CREDENTIAL = "local";

    private LocalClients() {}

    /** Returns the environment variables with which every function finds the services. */
    static Map<String, String> environment(URI dynamoDb, URI stepFunctions, URI lambda) {
        return Map.of(
                "AWS_REGION",
                Arns.REGION,
                "AWS_ACCESS_KEY_ID",
                CREDENTIAL,
                "AWS_SECRET_ACCESS_KEY",
                CREDENTIAL,
                "AWS_ENDPOINT_URL_DYNAMODB",
                dynamoDb.toString(),
                "AWS_ENDPOINT_URL_SFN",
                stepFunctions.toString(),
                "AWS_ENDPOINT_URL_LAMBDA",
                lambda.toString());
    }

    /** Returns a client of DynamoDB Local. */
    public static DynamoDbClient dynamoDb(URI endpoint) {
        return local(DynamoDbClient.builder(), endpoint)
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    /**
     * Returns a client of DynamoDB Local's streams.
     *
     * @param accessKeyId the access key of the caller
     */
    static DynamoDbStreamsClient streams(URI endpoint, String accessKeyId) {
        return local(DynamoDbStreamsClient.builder(), endpoint, accessKeyId)
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    static SfnClient stepFunctions(URI endpoint) {
        return local(SfnClient.builder(), endpoint)
                .httpClient(UrlConnectionHttpClient.create())
                .overrideConfiguration(
                        client ->
                                client.putAdvancedOption(
                                        SdkAdvancedClientOption.DISABLE_HOST_PREFIX_INJECTION,
                                        true))
                .build();
    }

    private static <B extends AwsClientBuilder<B, ?>> B local(B builder, URI endpoint) {
        return local(builder, endpoint, CREDENTIAL);
    }

    private static <B extends AwsClientBuilder<B, ?>> B local(
            B builder, URI endpoint, String accessKeyId) {
        var credentials = AwsBasicCredentials.create(accessKeyId, CREDENTIAL);
        return builder.endpointOverride(endpoint)
                .region(Region.of(Arns.REGION))
                .credentialsProvider(StaticCredentialsProvider.create(credentials));
    }
}

package dev.tablecast.bench.fanout;

import dev.tablecast.functions.aws.AwsClients;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClient;

/** The seed's algorithm in Java: one post after the other. */
final class SequentialPosts implements Posts {
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private final SdkHttpClient http;
    private final ApiGatewayManagementApiClient api;

    SequentialPosts(URI stage) {
        http = AwsClients.http(TIMEOUT, 1);
        api = new AwsClients(LambdaEnvironment.with(Map.of())).connections(stage, http);
    }

    @Override
    public void post(List<String> connectionIds, String message) {
        for (String id : connectionIds) {
            api.postToConnection(
                    request -> request.connectionId(id).data(SdkBytes.fromUtf8String(message)));
        }
    }

    @Override
    public void close() {
        api.close();
        http.close();
    }
}

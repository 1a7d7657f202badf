package dev.tablecast.local.cloud.gateway;

import dev.tablecast.local.cloud.gateway.api.Route;
import dev.tablecast.local.cloud.gateway.api.WebSocketApi;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClient;

/** Gateways for tests, and the SDK as the client of their management API. */
final class Gateways {
    private Gateways() {}

    static GatewayBuilder builder(Route... routes) {
        WebSocketApi api =
                new WebSocketApi("a1b2c3d4", "live", "$request.body.action", List.of(routes));
        return WebSocketGateway.builder(api, InstantSource.system(), new Random(1));
    }

    static WebSocketGateway start(Route... routes) {
        return builder(routes).start();
    }

    static ApiGatewayManagementApiClient management(WebSocketGateway gateway) {
        return management(gateway.managementUri());
    }

    static ApiGatewayManagementApiClient management(URI endpoint) {
        return management(endpoint, UrlConnectionHttpClient.builder());
    }

    static ApiGatewayManagementApiClient management(URI endpoint, SdkHttpClient.Builder<?> http) {
        return ApiGatewayManagementApiClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "key")))
                .httpClientBuilder(http)
                .overrideConfiguration(o -> o.retryStrategy(b -> b.maxAttempts(1)))
                .build();
    }

    static void post(ApiGatewayManagementApiClient management, String id, String text) {
        management.postToConnection(
                request -> request.connectionId(id).data(SdkBytes.fromUtf8String(text)));
    }

    /** Waits until the only connection is open, and returns its id. */
    static String openId(WebSocketGateway gateway) {
        Awaitility.await()
                .pollInterval(Duration.ofMillis(5))
                .until(() -> gateway.connectionCount() == 1);
        Assertions.assertThat(gateway.connections()).hasSize(1);
        return gateway.connections().getFirst().connectionId();
    }
}

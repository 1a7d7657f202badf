package dev.tablecast.functions.post;

import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClient;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.ApiGatewayManagementApiException;

/** API Gateway's management API, by the SDK's client of it. */
record ApiGatewayConnections(ApiGatewayManagementApiClient api) implements ConnectionsApi {
    private static final Logger LOG = LoggerFactory.getLogger(ApiGatewayConnections.class);

    @Override
    public Answer post(String connectionId, String text) {
        return answer(
                () ->
                        api.postToConnection(
                                request ->
                                        request.connectionId(connectionId)
                                                .data(SdkBytes.fromUtf8String(text))));
    }

    @Override
    public Answer delete(String connectionId) {
        return answer(() -> api.deleteConnection(request -> request.connectionId(connectionId)));
    }

    @Override
    public Answer get(String connectionId) {
        return answer(() -> api.getConnection(request -> request.connectionId(connectionId)));
    }

    private static Answer answer(Supplier<AwsResponse> call) {
        try {
            AwsResponse response = call.get();
            return status(
                    response.sdkHttpResponse().statusCode(),
                    response.responseMetadata().requestId());
        } catch (ApiGatewayManagementApiException e) {
            return status(e.statusCode(), e.requestId());
        } catch (SdkClientException e) {
            LOG.atDebug().setCause(e).log("A call of the @connections API got no answer");
            return Answer.None.because(e);
        }
    }

    private static Answer status(int code, @Nullable String requestId) {
        return new Answer.Status(code, Objects.requireNonNullElse(requestId, ""));
    }
}

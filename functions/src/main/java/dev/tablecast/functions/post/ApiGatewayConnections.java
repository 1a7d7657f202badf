package dev.tablecast.functions.post;

import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClient;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.ApiGatewayManagementApiException;

/** API Gateway's management API, by the SDK's client of it. */
record ApiGatewayConnections(ApiGatewayManagementApiClient api) implements ConnectionsApi {
    private static final Logger LOG = LoggerFactory.getLogger(ApiGatewayConnections.class);

    @Override
    public Reply post(String connectionId, String text) {
        return reply(
                () ->
                        api.postToConnection(
                                request ->
                                        request.connectionId(connectionId)
                                                .data(SdkBytes.fromUtf8String(text))));
    }

    @Override
    public Reply delete(String connectionId) {
        return reply(() -> api.deleteConnection(request -> request.connectionId(connectionId)));
    }

    private static Reply reply(Runnable call) {
        try {
            call.run();
            return Reply.OK;
        } catch (ApiGatewayManagementApiException e) {
            return StatusCodes.reply(e.statusCode(), Objects.requireNonNullElse(e.requestId(), ""));
        } catch (SdkClientException e) {
            LOG.atDebug().setCause(e).log("A call of the @connections API got no answer");
            return Reply.BUSY;
        }
    }
}

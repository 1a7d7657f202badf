package dev.tablecast.functions.post;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClient;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.ApiGatewayManagementApiException;

/** API Gateway's management API, by status code. */
record ApiGatewayConnections(ApiGatewayManagementApiClient api) implements ConnectionsApi {
    private static final Logger LOG = LoggerFactory.getLogger(ApiGatewayConnections.class);
    private static final int MALFORMED_ID = 400;
    private static final int GONE = 410;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int FIRST_SERVER_ERROR = 500;

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
            return reply(e);
        } catch (SdkClientException e) {
            LOG.atDebug().setCause(e).log("A call of the @connections API got no answer");
            return Reply.BUSY;
        }
    }

    private static Reply reply(ApiGatewayManagementApiException error) {
        int status = error.statusCode();
        if (status == GONE || status == MALFORMED_ID) {
            return Reply.GONE;
        }
        if (status == TOO_MANY_REQUESTS || status >= FIRST_SERVER_ERROR) {
            return Reply.BUSY;
        }
        LOG.atWarn()
                .addKeyValue("status", status)
                .addKeyValue("requestId", error.requestId())
                .log("The @connections API refused a call");
        return Reply.REFUSED;
    }
}

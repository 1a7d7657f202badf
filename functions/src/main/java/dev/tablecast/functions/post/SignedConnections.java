package dev.tablecast.functions.post;

import dev.tablecast.functions.aws.SignedHttp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.utils.http.SdkHttpUtils;

/**
 * Posts without a generated client around the request, since posts are what there are most of;
 * everything else is left to {@code others}.
 *
 * @param http signs for {@code execute-api}, and its endpoint is the stage
 */
record SignedConnections(SignedHttp http, ConnectionsApi others) implements ConnectionsApi {
    private static final Logger LOG = LoggerFactory.getLogger(SignedConnections.class);

    @Override
    public Reply post(String connectionId, String text) {
        try {
            SignedHttp.Answer answer =
                    http.post(
                            "/@connections/" + SdkHttpUtils.urlEncode(connectionId),
                            text.getBytes(StandardCharsets.UTF_8));
            return StatusCodes.reply(answer.status(), answer.requestId().orElse(""));
        } catch (IOException | SdkClientException e) {
            LOG.atDebug().setCause(e).log("A post got no answer");
            return Reply.BUSY;
        }
    }

    @Override
    public Reply delete(String connectionId) {
        return others.delete(connectionId);
    }
}

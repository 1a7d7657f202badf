package dev.tablecast.functions.post;

import dev.tablecast.functions.post.ConnectionsApi.Reply;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the {@code @connections} API means by its status codes. */
final class StatusCodes {
    private static final Logger LOG = LoggerFactory.getLogger(StatusCodes.class);
    private static final int MALFORMED_ID = 400;
    private static final int GONE = 410;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int FIRST_SERVER_ERROR = 500;

    private StatusCodes() {}

    /**
     * @param requestId for the log, which says what was refused
     */
    static Reply reply(int status, String requestId) {
        if (status >= 200 && status < 300) {
            return Reply.OK;
        }
        if (status == GONE || status == MALFORMED_ID) {
            return Reply.GONE;
        }
        if (status == TOO_MANY_REQUESTS || status >= FIRST_SERVER_ERROR) {
            return Reply.BUSY;
        }
        LOG.atWarn()
                .addKeyValue("status", status)
                .addKeyValue("requestId", requestId)
                .log("The @connections API refused a call");
        return Reply.REFUSED;
    }
}

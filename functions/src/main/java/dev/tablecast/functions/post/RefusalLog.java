package dev.tablecast.functions.post;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes a warning to the log for each call that the API refuses. */
record RefusalLog(ConnectionsApi api) implements ConnectionsApi {
    private static final Logger LOG = LoggerFactory.getLogger(RefusalLog.class);

    @Override
    public Answer post(String connectionId, String text) {
        Answer answer = api.post(connectionId, text);
        if (PostMeaning.of(answer) == PostMeaning.REFUSED) {
            warn(answer, "The @connections API refused a post");
        }
        return answer;
    }

    @Override
    public Answer delete(String connectionId) {
        Answer answer = api.delete(connectionId);
        if (CloseMeaning.of(answer) == CloseMeaning.REFUSED) {
            warn(answer, "The @connections API refused to close a connection");
        }
        return answer;
    }

    private static void warn(Answer answer, String message) {
        if (answer instanceof Answer.Status(int code, String requestId)) {
            LOG.atWarn()
                    .addKeyValue("status", code)
                    .addKeyValue("requestId", requestId)
                    .log(message);
        }
    }
}

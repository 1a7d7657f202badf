package dev.tablecast.functions.post;

import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts the calls that the platform throttles, and logs a warning for each that it refuses. */
record Pressure(ConnectionsApi api, AtomicLong throttledCalls) implements ConnectionsApi {
    private static final Logger LOG = LoggerFactory.getLogger(Pressure.class);

    Pressure(ConnectionsApi api) {
        this(api, new AtomicLong());
    }

    /** Returns how many calls were throttled since this was asked before. */
    long takeThrottled() {
        return throttledCalls.getAndSet(0);
    }

    @Override
    public Answer post(String connectionId, String text) {
        Answer answer = counted(api.post(connectionId, text));
        if (PostMeaning.of(answer) == PostMeaning.REFUSED) {
            warn(answer, "The @connections API refused a post");
        }
        return answer;
    }

    @Override
    public Answer delete(String connectionId) {
        Answer answer = counted(api.delete(connectionId));
        if (CloseMeaning.of(answer) == CloseMeaning.REFUSED) {
            warn(answer, "The @connections API refused to close a connection");
        }
        return answer;
    }

    @Override
    public Answer get(String connectionId) {
        return counted(api.get(connectionId));
    }

    private Answer counted(Answer answer) {
        if (answer instanceof Answer.Status status
                && status.code() == StatusCode.TOO_MANY_REQUESTS) {
            throttledCalls.incrementAndGet();
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

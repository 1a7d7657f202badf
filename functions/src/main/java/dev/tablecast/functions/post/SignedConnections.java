package dev.tablecast.functions.post;

import dev.tablecast.functions.aws.SignedHttp;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.utils.http.SdkHttpUtils;

/**
 * A {@link ConnectionsApi} that posts without a generated client, because posts are the most
 * frequent calls; it delegates the other calls.
 */
final class SignedConnections implements ConnectionsApi {
    private static final Logger LOG = LoggerFactory.getLogger(SignedConnections.class);

    private final SignedHttp http;
    private final ConnectionsApi others;
    private volatile @Nullable Message last;

    /**
     * @param http signs for {@code execute-api}, and its endpoint is the stage
     */
    SignedConnections(SignedHttp http, ConnectionsApi others) {
        this.http = http;
        this.others = others;
    }

    private record Message(String text, SignedHttp.Body body) {}

    @Override
    public Answer post(String connectionId, String text) {
        try {
            SignedHttp.Answer answer =
                    http.post("/@connections/" + SdkHttpUtils.urlEncode(connectionId), body(text));
            return new Answer.Status(answer.status(), answer.requestId().orElse(""));
        } catch (IOException | SdkClientException e) {
            LOG.atDebug().setCause(e).log("A post got no answer");
            return Answer.None.because(e);
        }
    }

    /** Connections get the same text one after the other, and often the same object. */
    private SignedHttp.Body body(String text) {
        Message known = last;
        if (known == null || !known.text().equals(text)) {
            known = new Message(text, new SignedHttp.Body(text));
            last = known;
        }
        return known.body();
    }

    @Override
    public Answer delete(String connectionId) {
        return others.delete(connectionId);
    }

    @Override
    public Answer get(String connectionId) {
        return others.get(connectionId);
    }
}

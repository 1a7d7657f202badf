package dev.tablecast.functions.aws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import software.amazon.awssdk.utils.http.SdkHttpUtils;

/**
 * Asynchronous invocations of Lambda functions, one try each.
 *
 * <p>Lambda's generated client would take more of the jar than all that the functions do.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html">Invoke</a>
 */
public final class AsynchronousInvocations {
    private static final int ACCEPTED = 202;

    private final SignedHttp http;

    AsynchronousInvocations(SignedHttp http) {
        this.http = http;
    }

    /**
     * Invokes a function; returns when Lambda has queued the event.
     *
     * @param functionArn with or without an alias
     * @throws InvocationRefusedException if Lambda answers anything but 202
     * @throws UncheckedIOException if there is no answer
     */
    public void invoke(String functionArn, String event) {
        SignedHttp.Answer answer;
        try {
            answer =
                    http.post(
                            "/2015-03-31/functions/"
                                    + SdkHttpUtils.urlEncode(functionArn)
                                    + "/invocations",
                            Map.of("X-Amz-Invocation-Type", "Event"),
                            new SignedHttp.Body(event));
        } catch (IOException e) {
            throw new UncheckedIOException("Lambda gave no answer to an invocation", e);
        }
        if (answer.status() != ACCEPTED) {
            throw new InvocationRefusedException(answer);
        }
    }
}

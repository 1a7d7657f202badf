package dev.tablecast.local.cloud.gateway;

import java.io.IOException;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** A call whose answer is sent, whatever happens to it: no client is left without an answer. */
@FunctionalInterface
interface Answering {
    Answer answer() throws IOException;

    static void of(Answering call, Response response, Callback callback) {
        Answer answer;
        try {
            answer = call.answer();
        } catch (IOException | RuntimeException e) {
            callback.failed(e);
            return;
        }
        answer.send(response, callback);
    }
}

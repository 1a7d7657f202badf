package dev.tablecast.local.cloud.gateway.management;

import dev.tablecast.local.cloud.gateway.answer.Answer;
import java.io.IOException;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** A call whose response is sent even if it throws. */
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

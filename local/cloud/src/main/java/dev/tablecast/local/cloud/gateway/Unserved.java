package dev.tablecast.local.cloud.gateway;

import dev.tablecast.local.cloud.gateway.answer.Answer;
import dev.tablecast.local.cloud.gateway.answer.ErrorBody;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** The handler of paths that no other handler takes, such as another stage: 403, not 404. */
final class Unserved extends Handler.Abstract.NonBlocking {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Answer.FORBIDDEN.send(response, callback);
        return true;
    }

    /** Answers an error with its status alone, in place of Jetty's error page. */
    static boolean error(Request request, Response response, Callback callback) {
        int status = response.getStatus();
        String message = status < 500 ? HttpStatus.getMessage(status) : ErrorBody.INTERNAL;
        new Answer(status, "", ErrorBody.of(message)).send(response, callback);
        return true;
    }
}

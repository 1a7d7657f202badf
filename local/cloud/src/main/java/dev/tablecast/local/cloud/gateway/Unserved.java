package dev.tablecast.local.cloud.gateway;

import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** What nobody serves, such as another stage, is forbidden rather than not found. */
final class Unserved extends Handler.Abstract.NonBlocking {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Answer.FORBIDDEN.send(response, callback);
        return true;
    }

    /** In place of Jetty's error page: the status, and no more. */
    static boolean error(Request request, Response response, Callback callback) {
        int status = response.getStatus();
        String message = status < 500 ? HttpStatus.getMessage(status) : ErrorBody.INTERNAL;
        new Answer(status, "", ErrorBody.of(message)).send(response, callback);
        return true;
    }
}

package dev.tablecast.local.cloud.gateway.management;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tablecast.local.cloud.gateway.answer.Answer;
import dev.tablecast.local.cloud.gateway.answer.ErrorBody;
import dev.tablecast.local.cloud.gateway.connection.Connection;
import dev.tablecast.local.cloud.gateway.connection.Ending;
import dev.tablecast.local.cloud.gateway.connection.Ids;
import dev.tablecast.local.cloud.gateway.connection.LiveConnections;
import dev.tablecast.local.cloud.gateway.connection.TextFrames;
import dev.tablecast.local.cloud.gateway.management.ManagementFaults.AnswerAfterwards;
import dev.tablecast.local.cloud.gateway.management.ManagementFaults.Call;
import dev.tablecast.local.cloud.gateway.management.ManagementFaults.Delay;
import dev.tablecast.local.cloud.gateway.management.ManagementFaults.None;
import dev.tablecast.local.cloud.gateway.management.ManagementFaults.Reset;
import dev.tablecast.local.cloud.gateway.management.ManagementFaults.ResetAfterwards;
import dev.tablecast.local.stepfunctions.loopback.TcpReset;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * The {@code @connections} management API: POST sends a text frame, GET describes a connection,
 * DELETE closes it.
 *
 * <p>An empty POST is answered 400. Any other is answered 200 when the frame is queued behind the
 * messages posted before; it doesn't wait for the client. Bytes that aren't UTF-8 become U+FFFD,
 * because frames are text; API Gateway doesn't document its handling of such bytes.
 *
 * <p>Differs from AWS: signatures aren't verified; a malformed id is answered 410, like an unknown
 * one.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-how-to-call-websocket-api-connections.html">
 *     &#64;connections commands</a>
 */
public final class ManagementApi {
    private final String stage;
    private final LiveConnections connections;
    private final ManagementFaults faults;
    private final ManagementCalls calls;
    private final Ids ids;
    private final Executor executor;
    private final Scheduler scheduler;

    public ManagementApi(
            String stage,
            LiveConnections connections,
            ManagementFaults faults,
            ManagementCalls calls,
            Ids ids,
            Executor executor,
            Scheduler scheduler) {
        this.stage = stage;
        this.connections = connections;
        this.faults = faults;
        this.calls = calls;
        this.ids = ids;
        this.executor = executor;
        this.scheduler = scheduler;
    }

    /**
     * Answers a call.
     *
     * @param calledStage the stage in the path; any but the API's own is answered 403
     */
    public void handle(
            String calledStage, String id, Request request, Response response, Callback callback) {
        String requestId = ids.next();
        response.getHeaders().put("x-amzn-RequestId", requestId);
        calls.called(request.getHeaders().get(HttpHeader.AUTHORIZATION), request.getMethod(), id);
        if (!calledStage.equals(stage)) {
            Answer.error(403, id, requestId).send(response, callback);
            return;
        }
        Call call = new Call(request.getMethod(), id);
        Runnable perform =
                () ->
                        Answering.of(
                                () -> noted(call, perform(id, requestId, request)),
                                response,
                                callback);
        switch (faults.before(call)) {
            case None none -> perform.run();
            case Delay delay ->
                    scheduler.schedule(
                            () -> executor.execute(perform),
                            delay.duration().toMillis(),
                            TimeUnit.MILLISECONDS);
            case ManagementFaults.Answer fault ->
                    noted(call, Answer.error(fault.status(), id, requestId))
                            .send(response, callback);
            case AnswerAfterwards fault ->
                    Answering.of(
                            () -> {
                                perform(id, requestId, request);
                                return noted(call, Answer.error(fault.status(), id, requestId));
                            },
                            response,
                            callback);
            case Reset reset -> {
                connections.answered(call.connectionId(), call.method(), OptionalInt.empty());
                TcpReset.beforeResponse(request, callback);
            }
            case ResetAfterwards reset -> resetAfterwards(call, requestId, request, callback);
        }
    }

    private Answer noted(Call call, Answer answer) {
        connections.answered(call.connectionId(), call.method(), OptionalInt.of(answer.status()));
        return answer;
    }

    private void resetAfterwards(Call call, String requestId, Request request, Callback callback) {
        Answer lost;
        try {
            lost = perform(call.connectionId(), requestId, request);
        } catch (IOException e) {
            callback.failed(e);
            return;
        }
        connections.answered(call.connectionId(), call.method(), OptionalInt.empty());
        TcpReset.withinResponse(request, lost.status(), callback);
    }

    private Answer perform(String id, String requestId, Request request) throws IOException {
        return switch (request.getMethod()) {
            case "POST" -> post(id, requestId, request);
            case "GET" -> get(id).orElseGet(() -> Answer.error(410, id, requestId));
            case "DELETE" -> delete(id).orElseGet(() -> Answer.error(410, id, requestId));
            default ->
                    new Answer(
                            403,
                            "MissingAuthenticationTokenException",
                            ErrorBody.of("Missing Authentication Token"));
        };
    }

    private Answer post(String id, String requestId, Request request) throws IOException {
        Optional<PostedMessage> message = PostedMessage.read(request);
        if (message.isEmpty()) {
            return Answer.error(413, id, requestId);
        }
        if (message.get().bytes() == 0) {
            return Answer.error(400, id, requestId);
        }
        Connection.Sent sent =
                connections
                        .find(id)
                        .map(
                                connection ->
                                        connection.send(frames(message.get()), connections.now()))
                        .orElse(Connection.Sent.GONE);
        return switch (sent) {
            case QUEUED -> {
                connections.posted(id, message.get().text());
                yield new Answer(200, "", "");
            }
            case BUFFER_FULL -> Answer.error(429, id, requestId);
            case GONE -> Answer.error(410, id, requestId);
        };
    }

    private static TextFrames frames(PostedMessage message) {
        return TextFrames.of(message.text(), message.bytes());
    }

    private Optional<Answer> get(String id) {
        return connections.find(id).filter(Connection::isOpen).map(ManagementApi::description);
    }

    private Optional<Answer> delete(String id) {
        return connections
                .find(id)
                .filter(Connection::isOpen)
                .map(
                        connection -> {
                            connections.close(connection, Ending.DELETED);
                            return new Answer(204, "", "");
                        });
    }

    private static Answer description(Connection connection) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("connectedAt", connection.connectedAt().toString());
        json.putObject("identity")
                .put("sourceIp", connection.handshake().sourceIp())
                .put("userAgent", connection.handshake().userAgent());
        json.put("lastActiveAt", connection.lastActiveAt().toString());
        return new Answer(200, "", json.toString());
    }
}

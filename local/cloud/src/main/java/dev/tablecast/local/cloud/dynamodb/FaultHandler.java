package dev.tablecast.local.cloud.dynamodb;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tablecast.local.cloud.dynamodb.DynamoDbFaults.Call;
import dev.tablecast.local.cloud.dynamodb.DynamoDbFaults.Conflict;
import dev.tablecast.local.cloud.dynamodb.DynamoDbFaults.Delay;
import dev.tablecast.local.cloud.dynamodb.DynamoDbFaults.None;
import dev.tablecast.local.cloud.dynamodb.DynamoDbFaults.Reset;
import dev.tablecast.local.cloud.dynamodb.DynamoDbFaults.ServerError;
import dev.tablecast.local.cloud.dynamodb.DynamoDbFaults.ServerErrorAfterwards;
import dev.tablecast.local.cloud.dynamodb.DynamoDbFaults.Throttled;
import dev.tablecast.local.stepfunctions.loopback.TcpReset;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** A handler that injects {@link DynamoDbFaults} before DynamoDB Local. */
final class FaultHandler extends Handler.Wrapper {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final DynamoDbFaults faults;

    FaultHandler(Handler dynamoDb, DynamoDbFaults faults) {
        super(dynamoDb);
        this.faults = faults;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String target = request.getHeaders().get("X-Amz-Target");
        if (target == null) {
            return super.handle(request, response, callback);
        }
        byte[] body = Content.Source.asInputStream(request).readAllBytes();
        String operation = target.substring(target.lastIndexOf('.') + 1);
        var call = new Call(operation, tableName(operation, body));
        var read = new ReadRequest(request, body);
        switch (faults.before(call)) {
            case None none -> super.handle(read, response, callback);
            case Delay delay -> later(delay.duration(), read, response, callback);
            case Throttled throttled -> ErrorAnswer.THROTTLED.send(response, callback);
            case Conflict conflict -> conflict(operation, response, callback);
            case ServerError error -> ErrorAnswer.INTERNAL.send(response, callback);
            case ServerErrorAfterwards error ->
                    super.handle(
                            read, new LostResponse(read, response, ErrorAnswer.INTERNAL), callback);
            case Reset reset -> TcpReset.beforeResponse(request, callback);
        }
        return true;
    }

    private static void conflict(String operation, Response response, Callback callback) {
        ErrorAnswer answer =
                operation.startsWith("Transact") ? ErrorAnswer.CANCELED : ErrorAnswer.CONFLICT;
        answer.send(response, callback);
    }

    private static String tableName(String operation, byte[] body) {
        try {
            return Accesses.tableName(operation, JSON.readTree(body));
        } catch (IOException e) {
            return ""; // DynamoDB Local answers with the error.
        }
    }

    private void later(Duration delay, Request request, Response response, Callback callback) {
        var components = request.getComponents();
        components
                .getScheduler()
                .schedule(
                        () ->
                                components
                                        .getExecutor()
                                        .execute(() -> handleNow(request, response, callback)),
                        delay.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    private void handleNow(Request request, Response response, Callback callback) {
        try {
            super.handle(request, response, callback);
        } catch (Exception e) {
            Response.writeError(request, response, callback, e);
        }
    }
}

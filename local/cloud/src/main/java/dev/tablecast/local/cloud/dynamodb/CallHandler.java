package dev.tablecast.local.cloud.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tablecast.local.cloud.calls.Callers;
import java.io.IOException;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** A handler that records every call before it passes it to DynamoDB Local. */
final class CallHandler extends Handler.Wrapper {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The prefix of DynamoDB Local's ARNs. */
    private static final String TABLE = "arn:aws:dynamodb:ddblocal:000000000000:table/";

    /** A stream's ARN; a shard iterator has it between bars. */
    private static final Pattern STREAM = Pattern.compile("(arn:aws:dynamodb:[^|]+)");

    private final Callers callers;

    CallHandler(Handler dynamoDb, Callers callers) {
        super(dynamoDb);
        this.callers = callers;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String target = request.getHeaders().get("X-Amz-Target");
        if (target == null) {
            return super.handle(request, response, callback);
        }
        byte[] body = Content.Source.asInputStream(request).readAllBytes();
        String authorization = request.getHeaders().get(HttpHeader.AUTHORIZATION);
        String operation = target.substring(target.lastIndexOf('.') + 1);
        JsonNode parameters = json(body);
        var accesses = Accesses.of(operation, parameters);
        if (accesses.isEmpty()) {
            callers.signed(authorization, "dynamodb:" + operation, stream(parameters));
        }
        for (var access : accesses) {
            callers.signed(authorization, "dynamodb:" + access.action(), arn(access.tableName()));
        }
        return super.handle(new ReadRequest(request, body), response, callback);
    }

    private static String arn(String table) {
        return table.startsWith("arn:") ? table : TABLE + table;
    }

    private static String stream(JsonNode parameters) {
        var stream =
                STREAM.matcher(
                        parameters
                                .path("StreamArn")
                                .asText(parameters.path("ShardIterator").asText("")));
        return stream.find() ? stream.group(1) : "*";
    }

    private static JsonNode json(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            return MissingNode.getInstance(); // DynamoDB Local answers with the error.
        }
    }
}

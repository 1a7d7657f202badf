package dev.tablecast.local.cloud.dynamodb;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * An error as DynamoDB answers it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html">Error
 *     handling with DynamoDB</a>
 */
enum ErrorAnswer {
    THROTTLED(
            400,
            "ProvisionedThroughputExceededException",
            "The level of configured provisioned throughput for the table was exceeded."),
    INTERNAL(500, "InternalServerError", "Internal server error");

    private static final String NAMESPACE = "com.amazonaws.dynamodb.v20120810#";

    private final int status;
    private final String json;

    ErrorAnswer(int status, String type, String message) {
        this.status = status;
        this.json =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("__type", NAMESPACE + type)
                        .put("message", message)
                        .toString();
    }

    void send(Response response, Callback callback) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/x-amz-json-1.0");
        response.getHeaders().put("x-amzn-RequestId", response.getRequest().getId());
        response.write(true, StandardCharsets.UTF_8.encode(json), callback);
    }
}

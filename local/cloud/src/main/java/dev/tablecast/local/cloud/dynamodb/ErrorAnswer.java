package dev.tablecast.local.cloud.dynamodb;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
    CONFLICT(400, "TransactionConflictException", "Transaction is ongoing for the item"),
    CANCELED(
            400,
            "TransactionCanceledException",
            "Transaction cancelled, please refer cancellation reasons for specific reasons"
                    + " [TransactionConflict]") {
        @Override
        ObjectNode json() {
            ObjectNode json = super.json();
            json.putArray("CancellationReasons")
                    .addObject()
                    .put("Code", "TransactionConflict")
                    .put("Message", "Transaction is ongoing for the item");
            return json;
        }
    },
    INTERNAL(500, "InternalServerError", "Internal server error");

    private static final String NAMESPACE = "com.amazonaws.dynamodb.v20120810#";

    private final int status;
    private final String type;
    private final String message;

    ErrorAnswer(int status, String type, String message) {
        this.status = status;
        this.type = type;
        this.message = message;
    }

    ObjectNode json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("__type", NAMESPACE + type)
                .put("message", message);
    }

    void send(Response response, Callback callback) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/x-amz-json-1.0");
        response.getHeaders().put("x-amzn-RequestId", response.getRequest().getId());
        response.write(true, StandardCharsets.UTF_8.encode(json().toString()), callback);
    }
}

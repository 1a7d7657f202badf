package dev.tablecast.local.cloud.lambda;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tablecast.local.cloud.lambda.LambdaFunction.FunctionError;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;

/**
 * Function errors in the format of the Java runtime.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/java-exceptions.html">AWS Lambda
 *     function errors in Java</a>
 */
final class FunctionErrors {
    private static final ObjectMapper JSON = new ObjectMapper();

    private FunctionErrors() {}

    static FunctionError thrown(Throwable error) {
        ObjectNode json = JSON.createObjectNode();
        String type = error.getClass().getName();
        json.put("errorMessage", Objects.requireNonNullElse(error.getLocalizedMessage(), type));
        json.put("errorType", type);
        var trace = json.putArray("stackTrace");
        for (StackTraceElement frame : error.getStackTrace()) {
            trace.add(frame.toString());
        }
        return error(json);
    }

    static FunctionError timedOut(Duration timeout) {
        ObjectNode json = JSON.createObjectNode();
        json.put("errorType", "Sandbox.Timedout");
        json.put(
                "errorMessage",
                String.format(
                        Locale.ROOT,
                        "Task timed out after %.2f seconds",
                        timeout.toMillis() / 1000.0));
        return error(json);
    }

    static FunctionError exited() {
        ObjectNode json = JSON.createObjectNode();
        json.put("errorType", "Runtime.ExitError");
        json.put("errorMessage", "Error: Runtime exited with error: exit status 1");
        return error(json);
    }

    private static FunctionError error(ObjectNode json) {
        return new FunctionError(
                json.get("errorType").textValue(),
                json.toString().getBytes(StandardCharsets.UTF_8));
    }
}

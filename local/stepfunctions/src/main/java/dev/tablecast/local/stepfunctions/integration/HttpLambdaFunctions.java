package dev.tablecast.local.stepfunctions.integration;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Lambda functions behind an endpoint with Lambda's REST protocol.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html">Invoke</a>
 */
final class HttpLambdaFunctions implements LambdaFunctions {
    private final AwsHttp http;

    HttpLambdaFunctions(AwsHttp http) {
        this.http = http;
    }

    @Override
    public Invocation invoke(String functionName, byte[] payload) throws InterruptedException {
        return invoke(
                new Request(
                        "", functionName, payload, InvocationType.REQUEST_RESPONSE, null, null));
    }

    @Override
    public Invocation invoke(Request request) throws InterruptedException {
        var name = URLEncoder.encode(request.functionName(), StandardCharsets.UTF_8);
        var headers = new LinkedHashMap<String, String>();
        headers.put("X-Amz-Invocation-Type", request.type().wireName());
        put(headers, "X-Amz-Log-Type", request.logType());
        put(headers, "X-Amz-Client-Context", request.clientContext());
        try {
            var response =
                    http.post(
                            request.roleArn(),
                            "/2015-03-31/functions/" + name + "/invocations",
                            headers,
                            request.payload());
            if (response.statusCode() == InvocationType.REQUEST_RESPONSE.status()) {
                return ran(response);
            }
            return response.statusCode() == request.type().status()
                    ? new Invocation.Accepted(request.type())
                    : refused(response);
        } catch (IOException e) {
            return new Invocation.Refused(
                    "SdkClientException",
                    "Unable to execute HTTP request to " + http.endpoint() + ": " + e.getMessage());
        }
    }

    private static void put(
            LinkedHashMap<String, String> headers, String name, @Nullable String value) {
        if (value != null) {
            headers.put(name, value);
        }
    }

    private static Invocation ran(HttpResponse<byte[]> response) {
        var headers = response.headers();
        return new Invocation.Ran(
                response.body(),
                headers.firstValue("X-Amz-Function-Error").orElse(null),
                headers.firstValue("X-Amz-Executed-Version").orElse("$LATEST"),
                headers.firstValue("X-Amz-Log-Result").orElse(null));
    }

    private static Invocation refused(HttpResponse<byte[]> response) {
        var json = AwsHttp.json(response);
        int status = response.statusCode();
        var type =
                response.headers()
                        .firstValue("X-Amzn-ErrorType")
                        .map(header -> header.split(":", 2)[0])
                        .orElse(status == 429 ? "TooManyRequestsException" : "AWSLambdaException");
        var message = json.path("Message").asText(json.path("message").asText(""));
        return new Invocation.Refused(
                type, message + " (Service: Lambda, Status Code: " + status + ")");
    }
}

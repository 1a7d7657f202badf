package dev.tablecast.local.stepfunctions.integration;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Lambda functions behind an endpoint that speaks Lambda's REST protocol.
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
        return invokeAs("", functionName, payload);
    }

    @Override
    public Invocation invokeAs(String roleArn, String functionName, byte[] payload)
            throws InterruptedException {
        var name = URLEncoder.encode(functionName, StandardCharsets.UTF_8);
        try {
            var response =
                    http.post(
                            roleArn,
                            "/2015-03-31/functions/" + name + "/invocations",
                            Map.of("X-Amz-Invocation-Type", "RequestResponse"),
                            payload);
            return response.statusCode() == 200 ? ran(response) : refused(response);
        } catch (IOException e) {
            return new Invocation.Refused(
                    "SdkClientException",
                    "Unable to execute HTTP request to " + http.endpoint() + ": " + e.getMessage());
        }
    }

    private static Invocation ran(HttpResponse<byte[]> response) {
        return new Invocation.Ran(
                response.body(),
                response.headers().firstValue("X-Amz-Function-Error").orElse(null));
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

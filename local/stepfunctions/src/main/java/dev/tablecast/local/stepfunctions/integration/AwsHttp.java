package dev.tablecast.local.stepfunctions.integration;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.local.stepfunctions.json.Json;
import dev.tablecast.local.stepfunctions.json.MalformedJsonException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * An HTTP client of an AWS service's local endpoint.
 *
 * <p>Requests carry a well-formed Authorization header whose signature is all zeros: local
 * endpoints read the access key id and the Region from it and don't check the signature.
 */
final class AwsHttp implements AutoCloseable {
    private static final DateTimeFormatter BASIC =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();
    private final URI endpoint;
    private final String service;
    private final String region;
    private final Duration timeout;
    private final Supplier<Instant> now;
    private final UnaryOperator<String> accessKeyIds;

    /**
     * @param timeout the maximum duration of a request
     * @param accessKeyIds returns the access key id for the ARN of a role
     */
    AwsHttp(
            URI endpoint,
            String service,
            String region,
            Duration timeout,
            Supplier<Instant> now,
            UnaryOperator<String> accessKeyIds) {
        this.endpoint = endpoint;
        this.service = service;
        this.region = region;
        this.timeout = timeout;
        this.now = now;
        this.accessKeyIds = accessKeyIds;
    }

    /**
     * Sends a POST request and returns the response, whatever its status.
     *
     * @param roleArn the role that makes the request
     * @throws IOException if there is no response
     */
    HttpResponse<byte[]> post(String roleArn, String path, Map<String, String> headers, byte[] body)
            throws IOException, InterruptedException {
        var date = BASIC.format(now.get());
        var request =
                HttpRequest.newBuilder(endpoint.resolve(path))
                        .timeout(timeout)
                        .header("X-Amz-Date", date)
                        .header("Authorization", authorization(roleArn, date.substring(0, 8)))
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    URI endpoint() {
        return endpoint;
    }

    private String authorization(String roleArn, String day) {
        return "AWS4-HMAC-SHA256 Credential=%s/%s/%s/%s/aws4_request, "
                        .formatted(accessKeyIds.apply(roleArn), day, region, service)
                + "SignedHeaders=host;x-amz-date, Signature="
                + "0".repeat(64);
    }

    /** Returns the body as JSON; an empty object if it is not JSON. */
    static JsonNode json(HttpResponse<byte[]> response) {
        try {
            return Json.parse(new String(response.body(), UTF_8));
        } catch (MalformedJsonException e) {
            return Json.object();
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}

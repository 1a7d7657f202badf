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
 * Calls the local endpoint of an AWS service.
 *
 * <p>Requests carry an Authorization header of the right form with a signature of zeros: local
 * endpoints read the access key and the Region from it and check nothing.
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
     * @param timeout the longest that one request may take
     * @param accessKeyIds the access key that a role signs with, by its ARN
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
     * @param roleArn in whose name
     * @throws IOException where there is no answer
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

    /** The body as JSON; an empty object where it isn't. */
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

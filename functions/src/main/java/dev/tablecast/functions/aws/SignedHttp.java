package dev.tablecast.functions.aws;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.utils.CompletableFutureUtils;

/**
 * Sends signed requests to one endpoint of an AWS service, by the SDK's own signer and HTTP client.
 *
 * <p>What a generated client does around these two (marshalling, interceptors, retries, metrics)
 * takes as long as they do, and half of all memory; that counts where one message is posted to
 * thousands of connections.
 *
 * @param endpoint with a path or without one; requests' paths come after it
 * @param service as signatures name it, such as {@code execute-api}
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html">AWS Signature
 *     Version 4</a>
 */
public record SignedHttp(
        SdkHttpClient http,
        IdentityProvider<? extends AwsCredentialsIdentity> credentials,
        URI endpoint,
        String region,
        String service) {
    private static final AwsV4HttpSigner SIGNER = AwsV4HttpSigner.create();
    private static final String REQUEST_ID = "x-amzn-RequestId";

    /**
     * What the service made of a request.
     *
     * @param requestId by which AWS finds it again
     */
    public record Answer(int status, Optional<String> requestId) {}

    /**
     * Sends one request, once.
     *
     * @param path begins with a slash, its parts URL-encoded
     * @throws IOException if there is no answer
     * @throws software.amazon.awssdk.core.exception.SdkClientException if there are no credentials
     */
    public Answer post(String path, byte[] body) throws IOException {
        ContentStreamProvider content = () -> new ByteArrayInputStream(body);
        SignedRequest signed = signed(request(path, body.length), content);
        return read(
                http.prepareRequest(
                                HttpExecuteRequest.builder()
                                        .request(signed.request())
                                        .contentStreamProvider(content)
                                        .build())
                        .call());
    }

    private SdkHttpRequest request(String path, int length) {
        String root = endpoint.getRawPath();
        var request =
                SdkHttpRequest.builder()
                        .method(SdkHttpMethod.POST)
                        .protocol(endpoint.getScheme())
                        .host(endpoint.getHost())
                        .encodedPath(
                                root.endsWith("/")
                                        ? root.substring(0, root.length() - 1) + path
                                        : root + path)
                        .putHeader("Content-Length", Integer.toString(length));
        if (endpoint.getPort() >= 0) {
            request.port(endpoint.getPort());
        }
        return request.build();
    }

    private SignedRequest signed(SdkHttpRequest request, ContentStreamProvider content) {
        AwsCredentialsIdentity identity =
                CompletableFutureUtils.joinLikeSync(credentials.resolveIdentity());
        return SIGNER.sign(
                sign ->
                        sign.identity(identity)
                                .request(request)
                                .payload(content)
                                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                                .putProperty(AwsV4HttpSigner.REGION_NAME, region));
    }

    /** Reads an answer to its end, so that its connection serves the next request. */
    private static Answer read(HttpExecuteResponse answer) throws IOException {
        if (answer.responseBody().isPresent()) {
            try (InputStream body = answer.responseBody().get()) {
                while (body.read() >= 0) {
                    // What it says, the status says as well.
                }
            }
        }
        return new Answer(
                answer.httpResponse().statusCode(),
                answer.httpResponse().firstMatchingHeader(REQUEST_ID));
    }
}

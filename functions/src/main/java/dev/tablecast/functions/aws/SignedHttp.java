package dev.tablecast.functions.aws;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.utils.CompletableFutureUtils;
import software.amazon.awssdk.utils.http.SdkHttpUtils;

/**
 * Sends signed requests to one endpoint of an AWS service, by the SDK's HTTP client.
 *
 * <p>What a generated client does around that (marshalling, interceptors, signing, retries,
 * metrics) takes longer and most of all memory; that counts where one message is posted to
 * thousands of connections.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html">AWS Signature
 *     Version 4</a>
 */
public final class SignedHttp {
    private static final String REQUEST_ID = "x-amzn-RequestId";

    private final SdkHttpClient http;
    private final IdentityProvider<? extends AwsCredentialsIdentity> credentials;
    private final URI endpoint;
    private final String root;
    private final String host;
    private final RequestSigner signer;

    /**
     * @param endpoint with a path or without one; requests' paths come after it
     */
    SignedHttp(
            SdkHttpClient http,
            IdentityProvider<? extends AwsCredentialsIdentity> credentials,
            URI endpoint,
            RequestSigner signer) {
        this.http = http;
        this.credentials = credentials;
        this.endpoint = endpoint;
        this.root = endpoint.getRawPath().replaceFirst("/$", "");
        this.host = host(endpoint);
        this.signer = signer;
    }

    /** A request body, hashed once for all requests that send it. */
    public static final class Body {
        private final byte[] bytes;
        private final String sha256;

        public Body(String text) {
            bytes = text.getBytes(StandardCharsets.UTF_8);
            sha256 = Sha256.hex(bytes);
        }

        String sha256() {
            return sha256;
        }
    }

    /**
     * The service's answer to a request.
     *
     * @param requestId the ID by which AWS finds the request in its logs
     */
    public record Answer(int status, Optional<String> requestId) {}

    /**
     * Sends one request, once.
     *
     * @param path begins with a slash, its parts URL-encoded
     * @throws IOException if there is no answer
     * @throws software.amazon.awssdk.core.exception.SdkClientException if there are no credentials
     */
    public Answer post(String path, Body body) throws IOException {
        return post(path, Map.of(), body);
    }

    /**
     * Sends one request, once.
     *
     * @param path begins with a slash, its parts URL-encoded
     * @param headers further ones, which aren't signed
     * @throws IOException if there is no answer
     * @throws software.amazon.awssdk.core.exception.SdkClientException if there are no credentials
     */
    Answer post(String path, Map<String, String> headers, Body body) throws IOException {
        return read(
                http.prepareRequest(
                                HttpExecuteRequest.builder()
                                        .request(signed(root + path, headers, body))
                                        .contentStreamProvider(
                                                () -> new ByteArrayInputStream(body.bytes))
                                        .build())
                        .call());
    }

    private SdkHttpRequest signed(String path, Map<String, String> headers, Body body) {
        AwsCredentialsIdentity identity =
                CompletableFutureUtils.joinLikeSync(credentials.resolveIdentity());
        var request =
                SdkHttpRequest.builder()
                        .method(SdkHttpMethod.POST)
                        .protocol(endpoint.getScheme())
                        .host(endpoint.getHost())
                        .encodedPath(path)
                        .putHeader("Content-Length", Integer.toString(body.bytes.length));
        if (endpoint.getPort() >= 0) {
            request.port(endpoint.getPort());
        }
        headers.forEach(request::putHeader);
        signer.sign(identity, host, path, body).forEach(request::putHeader);
        return request.build();
    }

    private static String host(URI endpoint) {
        int port = endpoint.getPort();
        return port < 0 || SdkHttpUtils.isUsingStandardPort(endpoint.getScheme(), port)
                ? endpoint.getHost()
                : endpoint.getHost() + ":" + port;
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

package dev.tablecast.functions.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/** Signatures compared with those of the SDK's signer. */
class RequestSignerTest {
    private static final AwsCredentialsIdentity USER =
            AwsCredentialsIdentity.create(
                    "AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
    private static final AwsCredentialsIdentity ROLE =
            AwsSessionCredentialsIdentity.create("ASIAIOSFODNN7EXAMPLE", "another", "to/k+en==");
    private static final String PATH = "/live/@connections/R0oXAdfD0kwCH6w%3D";

    private Instant now = Instant.parse("2026-11-22T23:59:58.700Z");
    private final RequestSigner signer =
            new RequestSigner("eu-central-1", "execute-api", () -> now);

    @ParameterizedTest
    @ValueSource(
            strings = {
                PATH,
                "/live/@connections/a%2Bb%2Fc",
                "/live/@connections/~-_.%2A%20",
                "/@connections/%E6%9D%B1",
                "/live/@connections/"
            })
    void itSignsAnyPath(String path) {
        assertSigned(ROLE, path, "changed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "Zoë, 東京 and 🚲"})
    void itSignsAnyBody(String text) {
        assertSigned(ROLE, PATH, text);
    }

    @ParameterizedTest
    @CsvSource({
        "https,443,abcd123456.execute-api.eu-central-1.amazonaws.com",
        "http,80,localhost",
        "http,8080,localhost:8080",
        "https,8443,localhost:8443"
    })
    void itSignsTheHostAsTheHeaderHasIt(String scheme, int port, String header) {
        String host = header.split(":")[0];

        assertThat(signer.sign(USER, header, PATH, new SignedHttp.Body("a")))
                .isEqualTo(signedBySdk(USER, scheme, host, port, PATH, "a"));
    }

    @Test
    void whoHasNoTokenSendsNone() {
        assertSigned(USER, PATH, "changed");

        assertThat(signer.sign(USER, "localhost:8080", PATH, new SignedHttp.Body("a")))
                .doesNotContainKey("X-Amz-Security-Token");
    }

    @Test
    void everySecondHasATimeOfItsOwnAndEveryDayAKey() {
        for (int i = 0; i < 6; i++) {
            assertSigned(USER, PATH, "changed");
            now = now.plusMillis(700);
        }
        assertThat(now).isAfter(Instant.parse("2026-11-23T00:00:00Z"));
    }

    @Test
    void otherCredentialsHaveAKeyOfTheirOwnFromTheNextRequestOn() {
        assertSigned(USER, PATH, "changed");
        assertSigned(ROLE, PATH, "changed");
        assertSigned(USER, PATH, "changed");
    }

    private void assertSigned(AwsCredentialsIdentity identity, String path, String text) {
        assertThat(signer.sign(identity, "localhost:8080", path, new SignedHttp.Body(text)))
                .isEqualTo(signedBySdk(identity, "http", "localhost", 8080, path, text));
    }

    private Map<String, String> signedBySdk(
            AwsCredentialsIdentity identity,
            String scheme,
            String host,
            int port,
            String path,
            String text) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        var request =
                SdkHttpRequest.builder()
                        .method(SdkHttpMethod.POST)
                        .protocol(scheme)
                        .host(host)
                        .port(port)
                        .encodedPath(path)
                        .build();
        var signed =
                AwsV4HttpSigner.create()
                        .sign(
                                sign ->
                                        sign.identity(identity)
                                                .request(request)
                                                .payload(() -> new ByteArrayInputStream(body))
                                                .putProperty(
                                                        AwsV4HttpSigner.SERVICE_SIGNING_NAME,
                                                        "execute-api")
                                                .putProperty(
                                                        AwsV4HttpSigner.REGION_NAME, "eu-central-1")
                                                .putProperty(
                                                        AwsV4HttpSigner.SIGNING_CLOCK,
                                                        Clock.fixed(now, ZoneOffset.UTC)))
                        .request();
        var headers = new HashMap<String, String>();
        signed.headers().forEach((name, values) -> headers.put(name, values.getFirst()));
        headers.remove("Host");
        return headers;
    }
}

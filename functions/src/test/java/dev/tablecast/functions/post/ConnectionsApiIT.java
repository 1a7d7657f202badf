package dev.tablecast.functions.post;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tablecast.functions.aws.AwsClients;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/** Both ways to call the {@code @connections} API do the same on the wire. */
@ParameterizedClass
@EnumSource(ConnectionsApiIT.Way.class)
class ConnectionsApiIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final String ID = "R0oXAdfD0kwCH6w=";
    private static final Answer TAKEN = new Answer.Status(200, "8476a536");
    private static final DateTimeFormatter AMZ_DATE =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final Map<String, String> ENVIRONMENT =
            Map.of(
                    "AWS_REGION", "eu-central-1",
                    "AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE",
                    "AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
                    "AWS_SESSION_TOKEN", "token");

    enum Way {
        SDK_CLIENT {
            @Override
            ConnectionsApi to(URI stage, SdkHttpClient http) {
                return new ApiGatewayConnections(
                        new AwsClients(ENVIRONMENT).connections(stage, http));
            }
        },
        SIGNED_HTTP {
            @Override
            ConnectionsApi to(URI stage, SdkHttpClient http) {
                return new SignedConnections(
                        new AwsClients(ENVIRONMENT).executeApi(stage, http),
                        SDK_CLIENT.to(stage, http));
            }
        };

        abstract ConnectionsApi to(URI stage, SdkHttpClient http);
    }

    private final Way way;
    private final ScriptedApi api = new ScriptedApi();
    private final SdkHttpClient http = AwsClients.http(TIMEOUT, 1);
    private final ConnectionsApi connections;

    ConnectionsApiIT(Way way) {
        this.way = way;
        connections = way.to(api.stage(), http);
    }

    @AfterEach
    void stop() {
        http.close();
        api.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"changed", "", "Zoë, 東京 and 🚲", "{\"type\":\"changes\"}\n"})
    void aTextIsPostedAsUtf8(String text) {
        assertThat(connections.post(ID, text)).isEqualTo(TAKEN);

        var request = api.requests().getFirst();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo("/live/@connections/R0oXAdfD0kwCH6w%3D");
        assertThat(request.body()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "R0oXAdfD0kwCH6w=,R0oXAdfD0kwCH6w%3D",
        "a+b/c,a%2Bb%2Fc",
        "a b,a%20b",
        "~-_.*,~-_.%2A",
        "../x?y#z%,..%2Fx%3Fy%23z%25"
    })
    void anIdIsOneEscapedPartOfThePath(String id, String escaped) {
        connections.post(id, "a");

        assertThat(api.requests().getFirst().path()).isEqualTo("/live/@connections/" + escaped);
    }

    @ParameterizedTest
    @ValueSource(strings = {"R0oXAdfD0kwCH6w=", "a+b/c"})
    void aPostIsSignedForTheStage(String id) {
        connections.post(id, "changed");

        var request = api.requests().getFirst();
        assertThat(request.header("X-amz-security-token")).isEqualTo("token");
        assertThat(request.header("Authorization")).isEqualTo(signatureOf(request));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/"})
    void aStageMayEndWithASlash(String end) {
        way.to(URI.create(api.stage() + end), http).post(ID, "a");

        assertThat(api.requests().getFirst().path())
                .isEqualTo("/live/@connections/R0oXAdfD0kwCH6w%3D");
    }

    /** Below 200 an answer is none yet: HTTP has another one follow. */
    @Test
    void everyStatusArrivesAsItIsAndTheConnectionServesOn() {
        for (int status = 200; status < 600; status++) {
            api.answers(new ScriptedApi.Answer.Status(status));
            var answer = new Answer.Status(status, "8476a536");

            assertThat(connections.post(ID, "a")).isEqualTo(answer);
            assertThat(connections.delete(ID)).isEqualTo(answer);
        }
        assertThat(api.requests()).hasSize(800);
        assertThat(api.requests().getLast().method()).isEqualTo("DELETE");
    }

    static Stream<ScriptedApi.Answer> noAnswers() {
        return Stream.of(
                new ScriptedApi.Answer.ClosedConnection(), new ScriptedApi.Answer.Nothing());
    }

    @ParameterizedTest
    @MethodSource("noAnswers")
    void noAnswerIsBusyAndTheNextPostGetsThrough(ScriptedApi.Answer none) {
        SdkHttpClient impatient = AwsClients.http(Duration.ofSeconds(2), 1);
        ConnectionsApi connections = way.to(api.stage(), impatient);
        api.answers(none);
        assertThat(connections.post(ID, "a"))
                .isEqualTo(new Answer.None(none instanceof ScriptedApi.Answer.Nothing));
        assertThat(api.requests()).hasSize(1);

        api.answers(new ScriptedApi.Answer.Status(200));
        assertThat(connections.post(ID, "b")).isEqualTo(TAKEN);
        impatient.close();
    }

    /** Returns the SDK's signature of a received request. */
    private static String signatureOf(ScriptedApi.Request request) {
        String host = request.header("Host");
        var unsigned =
                SdkHttpRequest.builder()
                        .method(SdkHttpMethod.POST)
                        .protocol("http")
                        .host(host.split(":")[0])
                        .port(Integer.parseInt(host.split(":")[1]))
                        .encodedPath(request.path());
        String authorization = request.header("Authorization");
        String names = authorization.replaceFirst(".*SignedHeaders=([^,]*),.*", "$1");
        request.headers()
                .forEach(
                        (name, values) -> {
                            boolean isSigned =
                                    (";" + names + ";").contains(";" + name.toLowerCase() + ";");
                            if (isSigned && !name.startsWith("X-amz") && !name.equals("Host")) {
                                unsigned.putHeader(name, values);
                            }
                        });
        Instant at = AMZ_DATE.parse(request.header("X-amz-date"), Instant::from);
        return AwsV4HttpSigner.create()
                .sign(
                        sign ->
                                sign.identity(
                                                AwsSessionCredentialsIdentity.create(
                                                        ENVIRONMENT.get("AWS_ACCESS_KEY_ID"),
                                                        ENVIRONMENT.get("AWS_SECRET_ACCESS_KEY"),
                                                        ENVIRONMENT.get("AWS_SESSION_TOKEN")))
                                        .request(unsigned.build())
                                        .payload(
                                                () ->
                                                        new ByteArrayInputStream(
                                                                request.body()
                                                                        .getBytes(
                                                                                StandardCharsets
                                                                                        .UTF_8)))
                                        .putProperty(
                                                AwsV4HttpSigner.SERVICE_SIGNING_NAME, "execute-api")
                                        .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-central-1")
                                        .putProperty(
                                                AwsV4HttpSigner.SIGNING_CLOCK,
                                                Clock.fixed(at, ZoneOffset.UTC)))
                .request()
                .firstMatchingHeader("Authorization")
                .orElseThrow();
    }
}

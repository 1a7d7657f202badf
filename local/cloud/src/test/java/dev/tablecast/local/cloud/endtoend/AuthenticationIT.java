package dev.tablecast.local.cloud.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.functions.connection.Terms;
import dev.tablecast.testing.watching.WatchingClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.WebSocket;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Connections with and without valid tokens. */
class AuthenticationIT {
    private static final int LONGEST_TOKEN = 8192;

    private static Issuer issuer;
    private static TestSystem system;

    @BeforeAll
    static void start() throws IOException {
        issuer = new Issuer();
        system =
                TestSystem.start(
                        "auth",
                        "jwt",
                        "jwtIssuer",
                        issuer.url(),
                        "jwtAudience",
                        Issuer.AUDIENCE,
                        "jwtRequiredClaims",
                        "scope=feed");
    }

    @AfterAll
    static void stop() {
        system.close();
        issuer.close();
    }

    @AfterEach
    void disconnect() {
        system.disconnectAll();
    }

    @Test
    void aTokenInTheAuthorizationHeaderLetsInForAsLongAsItLasts() {
        Instant end = inSeconds(600);
        WatchingClient client =
                system.connect(bearer(issuer.token(t -> t.expirationTime(Date.from(end)))));

        assertThat(onlyTerms().tokenExpiresAt()).contains(end.truncatedTo(ChronoUnit.SECONDS));
        system.put("by-header", "value", "1");
        await().until(() -> client.values("/keys/id").contains("by-header"));
    }

    @Test
    void aTokenAsASubProtocolLetsInForAsLongAsItLastsAndIsNotSentBack() {
        Instant end = inSeconds(600);
        String token = issuer.token(t -> t.expirationTime(Date.from(end)));

        WatchingClient client =
                system.connect(
                        WatchingClient.builder().subprotocols("tablecast", "bearer." + token));

        assertThat(client.subProtocol()).isEqualTo("tablecast");
        assertThat(onlyTerms().tokenExpiresAt()).contains(end.truncatedTo(ChronoUnit.SECONDS));
        client.subscribe(1, "");
        await().until(() -> client.texts().size() == 2);
        system.put("by-protocol", "value", "1");
        await().until(() -> client.values("/keys/id").contains("by-protocol"));
    }

    @Test
    void aPageInABrowserOffersItsTokenAsASubProtocol() {
        String script =
                """
                const [url, token, done] = arguments;
                const socket = new WebSocket(url, ["tablecast", "bearer." + token]);
                let opened = "nothing";
                socket.onopen = () => { opened = socket.protocol; socket.close(); };
                socket.onclose = () => done(opened);
                """;
        String url = system.cloud().webSocketUri().toString();
        try (var page = Chromium.open(system.cloud().connectionsEndpoint().resolve("/"))) {
            assertThat(page.run(script, url, issuer.token())).isEqualTo("tablecast");
            assertThat(page.run(script, url, issuer.tokenOf(LONGEST_TOKEN))).isEqualTo("tablecast");
            assertThat(page.run(script, url, issuer.forged())).isEqualTo("nothing");
        }
    }

    /** Connects with a token and the headers of a browser. */
    @Test
    void theLongestTokenArrivesInEitherHeader() throws IOException {
        String token = issuer.tokenOf(LONGEST_TOKEN);
        String[] others = {
            "User-Agent: " + "x".repeat(200),
            "Origin: http://localhost:3000",
            "Accept-Language: en-GB,en;q=0.9",
            "Cookie: " + "c".repeat(1000)
        };

        for (String header :
                List.of("Authorization: Bearer ", "Sec-WebSocket-Protocol: tablecast, bearer.")) {
            var lines = new ArrayList<>(List.of(others));
            lines.add(header + token);
            var answer = RawHandshake.send(system.cloud().webSocketUri(), lines);
            assertThat(answer.status()).as(header).isEqualTo(101);
        }
        await().until(() -> system.cloud().gateway().connections().isEmpty());
        system.rows().forEach(system::deleteRow);
    }

    @Test
    void moreHeadersThanApiGatewayTakesAreRefused() throws IOException {
        var answer =
                RawHandshake.send(
                        system.cloud().webSocketUri(), "Cookie: " + "c".repeat(10 * 1024));

        assertThat(answer.status()).isEqualTo(431);
        assertThat(system.rows()).isEmpty();
    }

    /** RFC 6455, section 11.3.4. */
    @Test
    void severalLinesOfSubProtocolsAreOneList() throws IOException {
        String token = "bearer." + issuer.token();

        for (List<String> lines :
                List.of(
                        List.of("tablecast", token),
                        List.of(token, "tablecast"),
                        List.of("chat, ,", token + ",", "tablecast"))) {
            var answer =
                    RawHandshake.send(
                            system.cloud().webSocketUri(),
                            lines.stream().map(l -> "sec-websocket-protocol: " + l).toList());
            assertThat(answer.status()).as("%s", lines).isEqualTo(101);
            assertThat(answer.head())
                    .containsIgnoringCase("Sec-WebSocket-Protocol: tablecast")
                    .doesNotContain(token);
        }
        await().until(() -> system.cloud().gateway().connections().isEmpty());
        system.rows().forEach(system::deleteRow);
    }

    @Test
    void aTokenWithoutASubjectLetsIn() {
        WatchingClient client = system.connect(bearer(issuer.token(t -> t.subject(null))));

        system.put("of-nobody", "value", "1");
        await().until(() -> client.values("/keys/id").contains("of-nobody"));
    }

    @Test
    void aTokenThatIsOfferedAloneLetsInAndIsNotSentBack() throws IOException {
        String token = issuer.token();

        var answer =
                RawHandshake.send(
                        system.cloud().webSocketUri(), "Sec-WebSocket-Protocol: bearer." + token);

        assertThat(answer.status()).isEqualTo(101);
        assertThat(answer.head())
                .doesNotContainIgnoringCase("Sec-WebSocket-Protocol")
                .doesNotContain(token);
        await().until(() -> system.cloud().gateway().connections().isEmpty());
        system.rows().forEach(system::deleteRow);
    }

    @Test
    void aRowStaysForADayAfterTheLongestLifeOfItsConnectionWhateverItsToken() {
        system.connect(bearer(issuer.token(t -> t.expirationTime(Date.from(inSeconds(86_400))))));

        Map<String, AttributeValue> row = onlyRow();
        assertThat(Long.parseLong(row.get("ExpiresAt").n()))
                .isEqualTo(onlyTerms().connectedAt().getEpochSecond() + 26 * 3600);
    }

    @Test
    void aConnectionWhoseTokenHasEndedIsClosedByTheNextBroadcastAndGetsNothing() {
        Instant end = inSeconds(6);
        WatchingClient ended =
                system.connect(bearer(issuer.token(t -> t.expirationTime(Date.from(end)))));
        WatchingClient other = system.connect(bearer(issuer.token()));
        await().until(() -> Instant.now().isAfter(end));
        assertThat(ended.closed()).isNotDone();

        system.put("after-the-end", "value", "1");

        await().until(() -> ended.closed().isDone());
        await().until(() -> other.values("/keys/id").contains("after-the-end"));
        await().until(() -> system.rows().size() == 1);
        assertThat(ended.texts()).isEmpty();
        assertThat(other.closed()).isNotDone();
    }

    static Stream<Named<Supplier<String>>> tokensThatDoNotHold() {
        return Stream.of(
                token("expired", () -> issuer.token(t -> t.expirationTime(at(-1)))),
                token("endless", () -> issuer.token(t -> t.expirationTime(null))),
                token("of the future", () -> issuer.token(t -> t.notBeforeTime(at(300)))),
                token("for someone else", () -> issuer.token(t -> t.audience("someone-else"))),
                token("of another issuer", () -> issuer.token(t -> t.issuer("https://evil.test"))),
                token("an ID token", () -> issuer.token(t -> t.claim("token_use", "id"))),
                token("a logout token", () -> issuer.token(t -> t.claim("events", Map.of()))),
                token("forged", issuer::forged),
                token("with an unknown key", issuer::withUnknownKey),
                token("unsigned", issuer::unsigned),
                token("with a public secret", issuer::signedWithThePublicKeyAsSecret),
                token("too large", () -> issuer.tokenOf(LONGEST_TOKEN + 1)),
                token("no token at all", () -> "letmein"));
    }

    @ParameterizedTest
    @MethodSource("tokensThatDoNotHold")
    void aTokenThatDoesNotHoldIsRefusedAndLeavesNoRow(Supplier<String> made) throws IOException {
        String token = made.get();

        assertRefused(401, "Unauthorized", "Authorization: Bearer " + token);
        assertRefused(401, "Unauthorized", "Sec-WebSocket-Protocol: tablecast, bearer." + token);
    }

    @Test
    void noTokenIsRefusedAndLeavesNoRow() throws IOException {
        assertRefused(401, "Unauthorized");
        assertRefused(401, "Unauthorized", "Sec-WebSocket-Protocol: tablecast");
        assertRefused(401, "Unauthorized", "Authorization: Basic YWRhOnNlY3JldA==");
    }

    @Test
    void aTokenInTheQueryStringIsNotRead() throws IOException {
        var uri = system.cloud().webSocketUri();
        String token = issuer.token();

        assertThat(
                        RawHandshake.send(
                                        URI.create(
                                                "%s?token=%s&access_token=%s&authorization=%s"
                                                        .formatted(uri, token, token, token)))
                                .status())
                .isEqualTo(401);
    }

    @Test
    void aTokenWithoutARequiredClaimIsForbidden() throws IOException {
        String token = issuer.token(t -> t.claim("scope", "openid newsfeed"));

        assertRefused(403, "Forbidden", "Authorization: Bearer " + token);
    }

    /** Checks that the response has the status and no reason. */
    private static void assertRefused(int status, String message, String... headers)
            throws IOException {
        var answer = RawHandshake.send(system.cloud().webSocketUri(), headers);

        assertThat(answer.status()).isEqualTo(status);
        JsonNode body = WatchingClient.json(answer.body());
        assertThat(body.get("message").asText()).isEqualTo(message);
        assertThat(body.propertyStream().map(Map.Entry::getKey))
                .containsExactly("message", "connectionId", "requestId");
        assertThat(system.rows()).isEmpty();
        assertThat(system.cloud().gateway().connections()).isEmpty();
    }

    private static Map<String, AttributeValue> onlyRow() {
        assertThat(system.rows()).hasSize(1);
        return system.row(system.rows().getFirst());
    }

    private static Terms onlyTerms() {
        assertThat(system.rows()).hasSize(1);
        return system.terms(system.rows().getFirst());
    }

    private static WebSocket.Builder bearer(String token) {
        return WatchingClient.builder().header("Authorization", "Bearer " + token);
    }

    private static Named<Supplier<String>> token(String name, Supplier<String> token) {
        return Named.of(name, token);
    }

    private static Date at(long secondsFromNow) {
        return Date.from(inSeconds(secondsFromNow));
    }

    private static Instant inSeconds(long seconds) {
        return Instant.ofEpochSecond(Instant.now().getEpochSecond() + seconds);
    }
}

package dev.tablecast.functions.connection;

import static dev.tablecast.functions.Invocation.event;
import static dev.tablecast.functions.Invocation.invoke;
import static dev.tablecast.functions.Invocation.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tablecast.functions.change.Projection;
import dev.tablecast.functions.limits.ConnectionLimits;
import dev.tablecast.functions.limits.InMemoryCounters;
import dev.tablecast.functions.log.LogFixture;
import dev.tablecast.functions.settings.InvalidSettingsException;
import dev.tablecast.functions.view.Policies;
import dev.tablecast.functions.view.Views;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionHandlersTest {
    private static final InstantSource CLOCK =
            InstantSource.fixed(Instant.ofEpochMilli(1795341600123L));
    private static final String ID = "R0oXAdfD0kwCH6w=";

    private final Map<String, Connection> rows = new LinkedHashMap<>();
    private final Connections connections =
            new Connections() {
                @Override
                public void put(Connection connection) {
                    rows.put(connection.connectionId(), connection);
                }

                @Override
                public Removal remove(String connectionId) {
                    Connection row = rows.remove(connectionId);
                    return row == null
                            ? new Removal.NotThere()
                            : new Removal.Removed(row.subject());
                }
            };
    private final InMemoryCounters counters = new InMemoryCounters();
    private ClientViews views = new ClientViews(Optional.empty());
    private ConnectionLimits limits = ConnectionLimits.none();

    @Test
    void connectPutsTheRowAndAcceptsTheConnection() {
        JsonNode answer = invoke(connectHandler(List.of()), event("connect"));

        assertThat(answer).isEqualTo(json("{'statusCode': 200}"));
        assertThat(rows)
                .containsOnly(
                        Map.entry(
                                ID,
                                new Connection(
                                        ID,
                                        Instant.ofEpochMilli(1795341600123L),
                                        Optional.empty(),
                                        Optional.empty(),
                                        false,
                                        Optional.empty())));
    }

    @ParameterizedTest
    @CsvSource({
        // connected at 10:00:00.123
        "2026-11-22T10:05:00Z",
        "2026-11-22T12:00:01Z",
        "2026-11-22T09:59:59Z"
    })
    void theRowHasTheEndOfTheTokenAndStaysForADayAfterTheLongestLife(Instant tokenEnds) {
        Instant dayAfterTheLongestLife = Instant.parse("2026-11-23T12:00:00.123Z");

        invoke(connectHandler(List.of()), authorized(expiresAtOf(tokenEnds)));
        assertThat(rows.get(ID).tokenExpiresAt()).hasValue(tokenEnds);
        assertThat(rows.get(ID).expiresAt()).isEqualTo(dayAfterTheLongestLife);

        invoke(connectHandler(List.of()), authorized(LongNode.valueOf(tokenEnds.getEpochSecond())));
        assertThat(rows.get(ID).tokenExpiresAt()).hasValue(tokenEnds);
        assertThat(rows.get(ID).expiresAt()).isEqualTo(dayAfterTheLongestLife);
    }

    @Test
    void anAuthorizerThatSaysNoEndMakesARowWithoutOne() {
        JsonNode event = event("connect");
        context(event).putObject("authorizer").put("principalId", "ada");

        invoke(connectHandler(List.of()), event);

        assertThat(rows.get(ID).tokenExpiresAt()).isEmpty();
        assertThat(rows.get(ID).expiresAt()).isEqualTo(Instant.parse("2026-11-23T12:00:00.123Z"));
    }

    @Test
    void whoIsOverABoundIsRefusedWith429AndLeavesNoRow() {
        limits = counters.limits(0, 1);
        invoke(connectHandler(List.of()), of("ada"));
        rows.clear();

        JsonNode answer = invoke(connectHandler(List.of()), of("ada"));

        assertThat(answer).isEqualTo(json("{'statusCode': 429}"));
        assertThat(rows).isEmpty();
        assertThat(invoke(connectHandler(List.of()), of("bob")).get("statusCode").intValue())
                .isEqualTo(200);
    }

    @Test
    void anOriginThatIsNotAllowedIsNotCounted() {
        limits = counters.limits(1, 0);

        invoke(connectHandler(List.of("https://other.example.com")), event("connect"));

        assertThat(counters.all()).isEmpty();
    }

    @Test
    void aDisconnectMakesRoomOnceAndOnlyIfItRemovedTheRow() {
        limits = counters.limits(2, 1);
        invoke(connectHandler(List.of()), of("ada"));

        invoke(new DisconnectHandler(connections, limits), event("disconnect"));
        invoke(new DisconnectHandler(connections, limits), event("disconnect"));

        assertThat(counters.all().values()).containsOnly(0L);
        assertThat(invoke(connectHandler(List.of()), of("ada")).get("statusCode").intValue())
                .isEqualTo(200);
    }

    @Test
    void aRowIsAsOldAsItIsHoweverLongTheClientHasWaited() {
        JsonNode event = event("connect");
        context(event).put("connectedAt", 1795341600123L - 29_000);

        invoke(connectHandler(List.of()), event);

        assertThat(rows.get(ID).connectedAt()).isEqualTo(CLOCK.instant());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "1.5", "9223372036854775807"})
    void anEndThatCannotBeReadRefusesTheConnection(String expiresAt) {
        assertThatThrownBy(
                        () ->
                                invoke(
                                        connectHandler(List.of()),
                                        authorized(TextNode.valueOf(expiresAt))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "requestContext.authorizer.expiresAt is \"%s\"; it takes seconds since the"
                                + " epoch",
                        expiresAt);
        assertThat(rows).isEmpty();
    }

    @Test
    void aFailingPutRefusesTheConnection() {
        var handler =
                new ConnectHandler(
                        new Connections() {
                            @Override
                            public void put(Connection connection) {
                                throw new IllegalStateException("the table doesn't answer");
                            }

                            @Override
                            public Removal remove(String connectionId) {
                                return new Removal.NotThere();
                            }
                        },
                        new AllowedOrigins(List.of()),
                        limits,
                        views,
                        CLOCK);

        assertThatThrownBy(() -> invoke(handler, event("connect")))
                .isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "chat;chat",
                "chat, superchat;chat",
                "bearer.abc, tablecast;tablecast",
                " , tablecast ;tablecast"
            })
    void anOfferedSubProtocolIsAnswered(String offer, String chosen) {
        JsonNode answer =
                invoke(connectHandler(List.of()), connectWith("sec-websocket-protocol", offer));

        assertThat(answer.at("/headers/Sec-WebSocket-Protocol").textValue()).isEqualTo(chosen);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "tablecast;true",
                "bearer.abc, tablecast;true",
                "chat, tablecast;true",
                "bearer.abc;false",
                "chat;false"
            })
    void onlyAClientOfTheSubProtocolGetsNothingBeforeItSubscribes(String offer, boolean speaks) {
        invoke(connectHandler(List.of()), connectWith("Sec-WebSocket-Protocol", offer));

        assertThat(rows.get(ID).subscribes()).isEqualTo(speaks);
    }

    @Test
    void aTokenIsNeverSentBack() {
        JsonNode answer =
                invoke(
                        connectHandler(List.of()),
                        connectWith("Sec-WebSocket-Protocol", "bearer.a.b.c"));

        assertThat(answer).isEqualTo(json("{'statusCode': 200}"));
    }

    @Test
    void anOriginThatIsNotAllowedIsRefusedAndLeavesNoRow() {
        JsonNode answer =
                invoke(connectHandler(List.of("https://other.example.com")), event("connect"));

        assertThat(answer).isEqualTo(json("{'statusCode': 403}"));
        assertThat(rows).isEmpty();
    }

    @Test
    void anAllowedOriginMayConnectWhateverItsCase() {
        JsonNode answer =
                invoke(connectHandler(List.of("HTTPS://App.Example.com")), event("connect"));

        assertThat(answer.get("statusCode").intValue()).isEqualTo(200);
    }

    /** A page has one origin; whoever has several isn't let in by the last of them. */
    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example.com", "https://app.example.com"})
    void originsOnSeveralLinesAreRefused(String first) {
        JsonNode event = event("connect");
        ((ObjectNode) event.get("multiValueHeaders"))
                .putArray("origin")
                .add(first)
                .add("https://app.example.com");

        JsonNode answer = invoke(connectHandler(List.of("https://app.example.com")), event);

        assertThat(answer).isEqualTo(json("{'statusCode': 403}"));
        assertThat(rows).isEmpty();
    }

    @Test
    void subProtocolsOnSeveralLinesAreOneList() {
        JsonNode event = connectWith("Sec-WebSocket-Protocol", "chat");
        ((ObjectNode) event.get("multiValueHeaders"))
                .putArray("Sec-WebSocket-Protocol")
                .add("bearer.a.b.c")
                .add("tablecast")
                .add("chat");

        JsonNode answer = invoke(connectHandler(List.of()), event);

        assertThat(answer.at("/headers/Sec-WebSocket-Protocol").textValue()).isEqualTo("tablecast");
    }

    @Test
    void aClientWithoutAnOriginIsNoBrowserAndMayConnect() {
        JsonNode event = event("connect");
        ((ObjectNode) event.get("headers")).remove("Origin");
        ((ObjectNode) event.get("multiValueHeaders")).remove("Origin");

        JsonNode answer = invoke(connectHandler(List.of("https://other.example.com")), event);

        assertThat(answer.get("statusCode").intValue()).isEqualTo(200);
    }

    @Test
    void disconnectDeletesTheRow() {
        rows.put(
                ID,
                new Connection(
                        ID,
                        Instant.EPOCH,
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        Optional.empty()));

        JsonNode answer = invoke(new DisconnectHandler(connections, limits), event("disconnect"));

        assertThat(answer).isEqualTo(json("{'statusCode': 200}"));
        assertThat(rows).isEmpty();
    }

    @Test
    void withRowAccessTheRowOfAClientWithoutSubscriptionsNamesItsView() {
        var log = new LogFixture(CLOCK);
        var policy = Policies.json("tenant = :claim.tenant", new Projection.All()).policy();
        views = new ClientViews(Optional.of(new Views(policy, log.storedViews(), CLOCK)));

        assertThat(connect(claims("{'tenant':'a','other':'x'}"))).isEqualTo(200);
        String ofA = rows.get(ID).view().orElseThrow();
        assertThat(connect(claims("{'tenant':'b'}"))).isEqualTo(200);
        String ofB = rows.get(ID).view().orElseThrow();

        assertThat(ofA).isNotEqualTo(ofB);
        assertThat(log.storedViews().find(List.of(ofA, ofB)))
                .containsOnly(
                        Map.entry(ofA, "{\"claims\":{\"tenant\":\"a\"}}"),
                        Map.entry(ofB, "{\"claims\":{\"tenant\":\"b\"}}"));
    }

    @Test
    void whoSubscribesNeedsNoViewBefore() {
        var log = new LogFixture(CLOCK);
        var policy = Policies.json("tenant = :claim.tenant", new Projection.All()).policy();
        views = new ClientViews(Optional.of(new Views(policy, log.storedViews(), CLOCK)));
        JsonNode event = claims("{'tenant':'a'}");
        ((ObjectNode) event.get("headers")).put("Sec-WebSocket-Protocol", "tablecast");

        assertThat(connect(event)).isEqualTo(200);

        assertThat(rows.get(ID).subscribes()).isTrue();
        assertThat(rows.get(ID).view()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'other':'a'}", "no JSON", "[]", "", "null", "{'tenant':{'':1}}"})
    void withRowAccessAClientWithoutItsClaimsIsRefused(String claims) {
        var log = new LogFixture(CLOCK);
        var policy = Policies.json("begins_with(tenant, :claim.tenant)", new Projection.All());
        views = new ClientViews(Optional.of(new Views(policy.policy(), log.storedViews(), CLOCK)));

        assertThat(connect(claims(claims))).isEqualTo(403);
        assertThat(connect(claims("{'tenant':['a']}"))).isEqualTo(403);
        assertThat(connect(event("connect"))).isEqualTo(403);
        assertThat(rows).isEmpty();
    }

    private int connect(JsonNode event) {
        return invoke(connectHandler(List.of()), event).get("statusCode").intValue();
    }

    private static JsonNode claims(String claims) {
        JsonNode event = event("connect");
        context(event).putObject("authorizer").put("claims", claims.replace('\'', '"'));
        return event;
    }

    @Test
    void disconnectWithoutARowIsNoError() {
        JsonNode answer = invoke(new DisconnectHandler(connections, limits), event("disconnect"));

        assertThat(answer).isEqualTo(json("{'statusCode': 200}"));
    }

    @Test
    void aMissingTableIsNamed() {
        assertThatThrownBy(() -> new ConnectHandler(Map.of()))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessage("CONNECTIONS_TABLE is not set");
    }

    private ConnectHandler connectHandler(List<String> allowedOrigins) {
        return new ConnectHandler(
                connections, new AllowedOrigins(allowedOrigins), limits, views, CLOCK);
    }

    private static TextNode expiresAtOf(Instant end) {
        return TextNode.valueOf(Long.toString(end.getEpochSecond()));
    }

    private static JsonNode authorized(JsonNode expiresAt) {
        JsonNode event = event("connect");
        context(event)
                .putObject("authorizer")
                .put("principalId", "ada")
                .set("expiresAt", expiresAt);
        return event;
    }

    private static JsonNode of(String sub) {
        JsonNode event = event("connect");
        context(event).putObject("authorizer").put("principalId", "x").put("sub", sub);
        return event;
    }

    private static ObjectNode context(JsonNode event) {
        return (ObjectNode) event.get("requestContext");
    }

    private static JsonNode connectWith(String header, String value) {
        JsonNode event = event("connect");
        ((ObjectNode) event.get("headers")).put(header, value);
        return event;
    }
}

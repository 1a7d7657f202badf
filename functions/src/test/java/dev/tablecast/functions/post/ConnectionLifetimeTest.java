package dev.tablecast.functions.post;

import static dev.tablecast.functions.Invocation.invoke;
import static dev.tablecast.functions.Invocation.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The end of a connection's token and of its longest life; a connection here begins at 0. */
class ConnectionLifetimeTest {
    private final FakeApi api = new FakeApi();
    private Instant now = Instant.ofEpochSecond(1_000);

    @Test
    void whereThereIsNothingToSendOnlyWhatHasEndedIsClosed() {
        at(Duration.ofHours(3));

        JsonNode answer =
                invoke(
                        handler(),
                        request(
                                "",
                                expiring("token-ended", 10_000),
                                "{'ConnectionId':{'S':'token-holds'},'ConnectedAt':{'N':'7000000'},'TokenExpiresAt':{'N':'20000'}}",
                                row("older-than-any", 0),
                                row("young", Duration.ofHours(1).toMillis())));

        assertThat(api.closed).containsExactlyInAnyOrder("token-ended", "older-than-any");
        assertThat(answer.get("ended").findValuesAsText("S"))
                .containsExactlyInAnyOrder("token-ended", "older-than-any");
        assertThat(answer.at("/counts/expired").intValue()).isEqualTo(2);
        assertThat(answer.at("/counts/delivered").intValue()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"7199, false", "7499, false", "7500, false", "7501, true"})
    void aRowIsALeftoverFiveMinutesAfterTheLongestLifeOfAConnection(
            long ageSeconds, boolean leftover) {
        at(Duration.ofSeconds(ageSeconds));

        invoke(handler(), request("", row("1", 0)));

        assertThat(api.closed).hasSize(leftover ? 1 : 0);
    }

    @Test
    void theRowOfALeftoverStaysUntilApiGatewayHasConfirmedThatItsConnectionIsGone() {
        at(Duration.ofHours(30));
        api.answersToClose("1", FakeApi.BUSY);
        assertThat(invoke(handler(), request("", row("1", 0))).get("ended")).isEmpty();

        api.answersToClose("1", FakeApi.REFUSED);
        assertThat(invoke(handler(), request("", row("1", 0))).get("ended")).isEmpty();

        api.answersToClose("1", FakeApi.GONE);
        assertThat(invoke(handler(), request("", row("1", 0))).get("ended")).hasSize(1);
    }

    @Test
    void aMessageIsPostedToAnOldRowSinceOnlyApiGatewayKnowsWhetherItIsOpen() {
        at(Duration.ofHours(30));

        invoke(handler(), request("'a'", row("1", 0)));

        assertThat(api.received("1")).containsExactly("a");
    }

    /** Earlier versions had one attribute for the end of the token and for DynamoDB's TTL. */
    @ParameterizedTest
    @CsvSource({
        // Connected at 0; a token that ends after 500 seconds, or none and so two hours.
        "500, true",
        "7200, false",
        // Two hours and a day: this version's, which says nothing of a token.
        "93600, false"
    })
    void aRowOfAnEarlierVersionHasTheEndOfItsTokenInExpiresAt(long expiresAt, boolean ends) {
        invoke(
                handler(),
                request(
                        "'a'",
                        "{'ConnectionId':{'S':'1'},'ConnectedAt':{'N':'0'},'ExpiresAt':{'N':'%d'}}"
                                .formatted(expiresAt)));

        assertThat(api.closed).hasSize(ends ? 1 : 0);
        assertThat(api.received("1")).hasSize(ends ? 0 : 1);
    }

    @Test
    void theEndOfTheTokenDecidesAndNotTheEndOfTheRow() {
        invoke(
                handler(),
                request(
                        "'a'",
                        "{'ConnectionId':{'S':'1'},'ConnectedAt':{'N':'0'},'ExpiresAt':{'N':'500'},'TokenExpiresAt':{'N':'2000'}}"));

        assertThat(api.received("1")).containsExactly("a");
    }

    private void at(Duration sinceTheEpoch) {
        now = Instant.EPOCH.plus(sinceTheEpoch);
    }

    private PostHandler handler() {
        var time = new FakeTime(now);
        var poster = new Poster(api, time, Duration.ofSeconds(30), time.backoff());
        return new PostHandler(new ChunkPoster(poster), time);
    }

    private static JsonNode request(String messages, String... rows) {
        return json(
                "{'connections':[%s],'messages':[%s],'attempt':1,'attempts':3,'counts':[]}"
                        .formatted(String.join(",", rows), messages));
    }

    private static String expiring(String id, long tokenExpiresAt) {
        return "{'ConnectionId':{'S':'%s'},'ConnectedAt':{'N':'0'},'TokenExpiresAt':{'N':'%d'}}"
                .formatted(id, tokenExpiresAt);
    }

    private static String row(String id, long connectedAt) {
        return "{'ConnectionId':{'S':'%s'},'ConnectedAt':{'N':'%d'}}".formatted(id, connectedAt);
    }
}

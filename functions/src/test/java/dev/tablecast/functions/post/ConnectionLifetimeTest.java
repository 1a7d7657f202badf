package dev.tablecast.functions.post;

import static dev.tablecast.functions.Invocation.invoke;
import static dev.tablecast.functions.post.PostFixture.expiring;
import static dev.tablecast.functions.post.PostFixture.nothing;
import static dev.tablecast.functions.post.PostFixture.row;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The end of a connection's token and of its longest life; a connection here begins at 0. */
class ConnectionLifetimeTest {
    private final FakeApi api = new FakeApi();
    private Instant now = Instant.ofEpochSecond(1_000);
    private PostFixture fixture = new PostFixture(now, Duration.ofSeconds(30));

    @Test
    void whereThereIsNothingToSendOnlyWhatHasEndedIsClosed() {
        at(Duration.ofHours(3));

        JsonNode answer =
                invoke(
                        handler(),
                        nothing(
                                expiring("token-ended", 10_000),
                                expiring("token-holds", 7_000_000, 20_000),
                                row("older-than-any", 0),
                                row("young", Duration.ofHours(1).toMillis())));

        assertThat(api.closed).containsExactlyInAnyOrder("token-ended", "older-than-any");
        assertThat(ended(answer)).containsExactlyInAnyOrder("token-ended", "older-than-any");
        assertThat(answer.at("/counts/expired").intValue()).isEqualTo(2);
        assertThat(answer.at("/counts/delivered").intValue()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"7199, false", "7499, false", "7500, false", "7501, true"})
    void aRowIsALeftoverFiveMinutesAfterTheLongestLifeOfAConnection(
            long ageSeconds, boolean leftover) {
        at(Duration.ofSeconds(ageSeconds));

        invoke(handler(), nothing(row("1", 0)));

        assertThat(api.closed).hasSize(leftover ? 1 : 0);
    }

    @Test
    void theRowOfALeftoverStaysUntilApiGatewayHasConfirmedThatItsConnectionIsGone() {
        at(Duration.ofHours(30));
        api.answersToClose("1", FakeApi.BUSY);
        assertThat(invoke(handler(), nothing(row("1", 0))).get("ended")).isEmpty();

        api.answersToClose("1", FakeApi.REFUSED);
        assertThat(invoke(handler(), nothing(row("1", 0))).get("ended")).isEmpty();

        api.answersToClose("1", FakeApi.GONE);
        assertThat(invoke(handler(), nothing(row("1", 0))).get("ended")).hasSize(1);
    }

    @Test
    void theRowOfAClientThatNeverSubscribedGoesOnceApiGatewayKnowsNoSuchConnection() {
        String gone = PostFixture.subscribed("gone", "");
        String waiting = PostFixture.subscribed("waiting", "");
        String young = PostFixture.subscribed("young", 999_000, "");
        api.answersToProbe("gone", FakeApi.GONE).answersToProbe("young", FakeApi.GONE);

        JsonNode answer = invoke(handler(), nothing(gone, waiting, young));

        assertThat(ended(answer)).containsExactly("gone");
        assertThat(api.closed).isEmpty();
    }

    @Test
    void aMessageIsPostedToAnOldRowSinceOnlyApiGatewayKnowsWhetherItIsOpen() {
        at(Duration.ofHours(30));

        invoke(handler(), request(row("1", 0)));

        assertThat(api.received("1")).containsExactly("a");
    }

    @Test
    void theEndOfTheTokenDecides() {
        invoke(handler(), request(expiring("1", 2_000)));

        assertThat(api.received("1")).containsExactly("a");
    }

    private static List<String> ended(JsonNode answer) {
        return answer.get("ended").findValues("ConnectionId").stream()
                .map(id -> id.get("S").textValue())
                .toList();
    }

    private void at(Duration sinceTheEpoch) {
        now = Instant.EPOCH.plus(sinceTheEpoch);
    }

    private PostHandler handler() {
        fixture = new PostFixture(now, Duration.ofSeconds(30));
        return fixture.handler(PostFixture.TEXTS, api);
    }

    /** Returns a request to send the text {@code a}, which the handler's log then has. */
    private JsonNode request(String... rows) {
        var entry = fixture.append("a");
        return PostFixture.request(entry, entry, rows);
    }
}

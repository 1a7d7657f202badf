package dev.tablecast.functions.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TermsTest {
    private static final Instant CONNECTED = Instant.ofEpochMilli(1795341600123L);
    private static final Instant END = Instant.ofEpochSecond(1795348800L);
    private static final String VIEW = "n4bQgYhMfWWaL-qg";

    @Test
    void theTextIsWhatRowsOfEarlierDeploymentsHave() {
        assertThat(terms(Optional.empty(), Optional.empty()).text()).isEqualTo("1.mwro18jf.");
        assertThat(terms(Optional.of(END), Optional.empty()).text()).isEqualTo("1.mwro18jf.towk00");
        assertThat(terms(Optional.empty(), Optional.of(Subscriptions.NONE)).text())
                .isEqualTo("1.mwro18jf..");
        assertThat(
                        terms(
                                        Optional.of(END),
                                        Optional.of(
                                                new Subscriptions(
                                                        List.of(
                                                                new Subscription("a", 1, VIEW),
                                                                Subscription.ended(
                                                                        "b-_9", 999_999_999)))))
                                .text())
                .isEqualTo("1.mwro18jf.towk00." + VIEW + "000001a,gjdgxrb-_9");
    }

    @ParameterizedTest
    @CsvSource({
        "1.mwro18jf.",
        "1.0.",
        "1.mwro18jf.towk00",
        "1.mwro18jf..",
        "1.mwro18jf.towk00.000001a",
        "'1.mwro18jf..n4bQgYhMfWWaL-qg000001a,n4bQgYhMfWWaL-qgzzzzzzabcdefgh,gjdgxr0'"
    })
    void aTextSurvivesARoundTrip(String text) {
        assertThat(Terms.parse(text).text()).isEqualTo(text);
    }

    @Test
    void theVersionStaysTheSameWhileSubscriptionsChange() {
        var terms = terms(Optional.of(END), Optional.of(Subscriptions.NONE));
        var changed = terms.with(Subscriptions.NONE.with(new Subscription("a", 1, VIEW)));

        assertThat(changed.version()).isEqualTo(terms.version());
        assertThat(changed.text()).startsWith(terms.version());
        assertThat(new Terms(CONNECTED.plusMillis(1), Optional.of(END), Optional.empty()).text())
                .doesNotStartWith(terms.version());
    }

    @Test
    void anEndIsKeptOnlyIfTheConnectionCanReachIt() {
        var longAfter = CONNECTED.plus(Duration.ofDays(2));

        assertThat(terms(Optional.of(longAfter), Optional.empty()).tokenExpiresAt()).isEmpty();
        assertThat(terms(Optional.of(Instant.MAX), Optional.empty()).text())
                .isEqualTo("1.mwro18jf.");
        assertThat(Terms.parse(terms(Optional.of(Instant.MIN), Optional.empty()).text()))
                .isEqualTo(terms(Optional.of(Instant.EPOCH), Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "1..",
                "1.mwro18jf",
                "2.mwro18jf.",
                "1.MWRO18JF.",
                "1.-1.",
                "1.zzzzzzzzzzz.",
                "1.mwro18jf.-1",
                "1.mwro18jf.towk00.a:1:VIEW",
                "1.mwro18jf..n4bQgYhMfWWaL-q000001a",
                "1.mwro18jf..000001",
                "1.mwro18jf..000001abcdefghi",
                "1.mwro18jf..000001a,"
            })
    void aTextOfAnotherFormIsRefused(String text) {
        assertThatThrownBy(() -> Terms.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Terms ");
    }

    private static Terms terms(Optional<Instant> end, Optional<Subscriptions> subscriptions) {
        return new Terms(CONNECTED, end, subscriptions);
    }
}

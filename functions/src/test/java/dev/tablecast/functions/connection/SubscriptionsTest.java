package dev.tablecast.functions.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubscriptionsTest {
    @Test
    void subscriptionsAreReadAsTheyAreWritten() {
        for (List<Subscription> all :
                List.of(
                        List.<Subscription>of(),
                        List.of(new Subscription("a", 0, "")),
                        List.of(
                                new Subscription("aZ09-_aa", 999_999_999, "x".repeat(40)),
                                new Subscription("b", 7, "V-_9"),
                                new Subscription("c", 8, "")))) {
            assertThat(Subscriptions.parse(new Subscriptions(all).text()).all()).isEqualTo(all);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ",",
                "a",
                "a:",
                "a:1",
                ":1:V",
                "a::V",
                "a:1:V,",
                ",a:1:V",
                "a:1:V,,b:1:V",
                "a:x:V",
                "a:-1:V",
                "a:1:V:W",
                "a:1:V ",
                "ä:1:V",
                "a:1234567890:V",
                "123456789:1:V",
                "a,b:1:V",
                "a:1,b:1:V"
            })
    void anythingElseIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Subscriptions.parse(text));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Subscriptions.parse("a:1:" + "x".repeat(41)));
    }
}

package dev.tablecast.functions.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubscriptionsTest {
    private static final String VIEW = "AZaz09-_AZaz09-_";

    @Test
    void subscriptionsAreReadAsTheyAreWritten() {
        for (List<Subscription> all :
                List.of(
                        List.<Subscription>of(),
                        List.of(new Subscription("a", 0, "")),
                        List.of(
                                new Subscription("aZ09-_aa", 999_999_999, VIEW),
                                new Subscription("b", 7, "_".repeat(16)),
                                new Subscription("c", 8, "")))) {
            assertThat(Subscriptions.parse(new Subscriptions(all).text()).all()).isEqualTo(all);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ",",
                "a",
                "000001",
                "00000a",
                "AZaz09-_AZaz09-_",
                "AZaz09-_AZaz09-_000001",
                "AZaz09-_AZaz09-000001a",
                "AZaz09-_AZaz09-_a000001a123456789",
                "000001123456789",
                "AZaz09-_AZaz09-_000001a,",
                ",AZaz09-_AZaz09-_000001a",
                "AZaz09-_AZaz09-_000001a,,AZaz09-_AZaz09-_000001b",
                "AZaz09-_AZaz09-_00000Aa",
                "AZaz09-_AZaz09-_00000-a",
                "AZaz09-_AZaz09-_000001a ",
                "AZaz09-_AZaz09-_000001ä",
                "AZaz09-_AZaz09-.000001a",
                "AZaz09-_AZaz09-_000001a:b"
            })
    void anythingElseIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Subscriptions.parse(text));
    }
}

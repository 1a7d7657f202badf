package dev.tablecast.local.cloud.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tablecast.functions.connection.Subscription;
import dev.tablecast.functions.connection.Subscriptions;
import dev.tablecast.functions.connection.Terms;
import dev.tablecast.infrastructure.configuration.TablecastConfiguration;
import dev.tablecast.local.stepfunctions.execution.Payload;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A page of the largest rows fits what a state may carry, beside what else is in it. */
class LargestPageTest {
    private static final int LARGEST_PAGE = 1_000;

    /** Counts and failures of 40 chunks, the keys of the next page, and the range. */
    private static final int REST_BYTES = 16_000;

    @Test
    void aPageOfRowsThatUseUpAllTheirLimitsFits() {
        String row =
                "{\"ConnectionId\":{\"S\":\"R0oXAdfD0kwCH6w=\"},\"%s\":{\"S\":\"%s\"}},"
                        .formatted(Terms.ATTRIBUTE, largest().text());

        assertThat(row.length() * LARGEST_PAGE).isLessThan(Payload.MOST_BYTES - REST_BYTES);
    }

    @Test
    void noLargerPageCanBeConfigured() {
        assertThatCode(() -> page(LARGEST_PAGE)).doesNotThrowAnyException();
        assertThatThrownBy(() -> page(LARGEST_PAGE + 1)).hasMessageContaining("pageSize");
    }

    private static TablecastConfiguration page(int size) {
        return TablecastConfiguration.of(
                Map.of("auth", "none", "pageSize", Integer.toString(size)));
    }

    /** Returns the terms of a connection that has as much of everything as it may have. */
    private static Terms largest() {
        long rev = 999_999_999;
        var active =
                IntStream.range(0, Subscriptions.MOST)
                        .mapToObj(i -> new Subscription("active-" + i, rev, "n4bQgYhMfWWaL-qg"));
        var all = Stream.concat(active, Stream.of(new Subscription("ended-00", rev, ""))).toList();
        // Any later subscription takes the place of the one that has ended.
        var subscriptions = new Subscriptions(all);
        var connectedAt = Instant.parse("2038-01-01T00:00:00Z");
        return new Terms(
                connectedAt,
                Optional.of(connectedAt.plusSeconds(7_200)),
                Optional.of(subscriptions));
    }
}

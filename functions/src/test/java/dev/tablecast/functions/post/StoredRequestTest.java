package dev.tablecast.functions.post;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tablecast.functions.connection.Subscription;
import dev.tablecast.functions.feed.RoundBroadcast;
import dev.tablecast.functions.stored.StoredFormats;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The workflow's request to the post function, stored by earlier releases: its own input, and the
 * rows that they put. Fields that the next release adds are ignored.
 */
class StoredRequestTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    static List<String> releases() {
        return StoredFormats.releases();
    }

    @Test
    void theFormatOfTheNextReleaseIsKept() {
        StoredFormats.assertWritten("workflow-input", RoundBroadcast.nothing("Orders"));
    }

    @ParameterizedTest
    @MethodSource("releases")
    void aChunkOfAnEarlierReleaseIsServed(String release) {
        PostRequest request = PostRequest.decode(request(release, Map.of("later", 1)), NOW);

        assertThat(request.range()).isEqualTo(new Range("Orders", "", 1, 0));
        assertThat(request.targets()).allMatch(Target::readable).hasSize(2);
        Target subscriber = request.targets().get(1);
        assertThat(subscriber.connectionId()).isEqualTo("R0oXAdfD0kwCH6w=");
        assertThat(subscriber.connectedAt()).isEqualTo(NOW);
        assertThat(subscriber.tokenExpiresAt()).isEqualTo(NOW.plusSeconds(3600));
        assertThat(subscriber.subscriptions().orElseThrow().active())
                .containsExactly(new Subscription("a", 3, "AZaz09-_AZaz09-_"));
        assertThat(request.targets().get(0).hasNeverSubscribed()).isTrue();
    }

    private static Map<String, Object> request(String release, Map<String, Object> later) {
        Map<String, Object> request = object(release, "workflow-input");
        request.putAll(later);
        request.put("connections", List.of(row(release, "connection"), row(release, "subscriber")));
        return request;
    }

    private static Map<String, Object> row(String release, String name) {
        Map<String, Object> row = object(release, name);
        row.put("Later", Map.of("S", "unknown"));
        return row;
    }

    private static Map<String, Object> object(String release, String name) {
        return JSON.convertValue(
                StoredFormats.json(release, name), new TypeReference<Map<String, Object>>() {});
    }
}

package dev.tablecast.functions.post;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One bad row is one connection to close, whatever is in it. */
class RowDecoderPropertyTest {
    private static final long NOW = FakeTime.START.toEpochMilli();
    private static final long FAR = NOW + Duration.ofDays(2).toMillis();
    private static final RowDecoder DECODER = new RowDecoder(List.of(), FakeTime.START);

    /** Values of every DynamoDB type, with the names that either integration of it uses. */
    private static final List<Map<String, Object>> OTHER_TYPES =
            List.of(
                    Map.of("S", "1795341600123"),
                    Map.of("S", "x".repeat(2_048)),
                    Map.of("B", "AA=="),
                    Map.of("BOOL", true),
                    Map.of("Bool", true),
                    Map.of("NULL", true),
                    Map.of("Nul", true),
                    Map.of("SS", List.of("a")),
                    Map.of("Ns", List.of("1")),
                    Map.of("L", List.of()),
                    Map.of("M", Map.of("N", Map.of("N", "1"))),
                    Map.of());

    /** Ends in the future, however far. */
    private static final List<String> LATER = List.of("9999999999", Long.toString(FAR));

    private static final List<String> ABSURD =
            List.of(
                    "-1",
                    "0.5",
                    "1E+125",
                    "99999999999999999999999999999999999999",
                    Long.toString(Long.MAX_VALUE),
                    Long.toString(FAR));

    @Property(tries = 2_000, seed = "1795341600123", edgeCases = EdgeCasesMode.NONE)
    void aRowOfAnyShapeServesOrClosesItsConnectionAndFailsNoOther(
            @ForAll("rows") Map<String, Object> row) {
        var api = new FakeApi();
        var time = new FakeTime();
        var poster = new ChunkPoster(new Poster(api, time, Duration.ofSeconds(30), time.backoff()));
        var json =
                Map.<String, Object>of(
                        "connections",
                        List.of(Rows.row("before", NOW), row, Rows.row("after", NOW)),
                        "messages",
                        List.of("a"));
        PostRequest request = PostRequest.decode(json, FakeTime.START);

        var result =
                PostResult.of(
                        request,
                        poster.post(
                                request,
                                Deadlines.within(Duration.ofSeconds(30), FakeTime.START),
                                outcomes -> {}));

        assertThat(api.received("before")).containsExactly("a");
        assertThat(api.received("after")).containsExactly("a");
        var counts = result.counts();
        assertThat(counts.delivered() + counts.closed() + counts.expired()).isEqualTo(3);
        boolean isClosed = api.closed.equals(List.of("it"));
        assertThat(isClosed).isNotEqualTo(api.received("it").equals(List.of("a")));
        assertThat(result.ended()).hasSize(isClosed ? 1 : 0);
        assertThat(isClosed).isEqualTo(!isReadable(row));
    }

    /** Whether the system could have put it, and the connection may have messages. */
    private static boolean isReadable(Map<String, Object> row) {
        Object behind = row.get("Behind");
        // Rows of earlier versions have no end of a token but that of the row.
        String end = row.containsKey("TokenExpiresAt") ? "TokenExpiresAt" : "ExpiresAt";
        return Map.of("N", Long.toString(NOW)).equals(row.get("ConnectedAt"))
                && (!row.containsKey(end)
                        || LATER.stream()
                                .anyMatch(later -> Map.of("N", later).equals(row.get(end))))
                && (behind == null
                        || behind.equals(Map.of("BOOL", false))
                        || behind.equals(Map.of("Bool", false)));
    }

    @Provide
    Arbitrary<Map<String, Object>> rows() {
        return Combinators.combine(
                        attribute(List.of(Map.of("N", Long.toString(NOW)))),
                        attribute(List.of(Map.of("N", "9999999999"))),
                        attribute(List.of(Map.of("N", "9999999999"))),
                        attribute(List.of(Map.of("BOOL", false), Map.of("Bool", false))))
                .as(
                        (connectedAt, tokenExpiresAt, expiresAt, behind) -> {
                            var row = new HashMap<String, Object>();
                            row.put("ConnectionId", Map.of("S", "it"));
                            connectedAt.ifPresent(value -> row.put("ConnectedAt", value));
                            tokenExpiresAt.ifPresent(value -> row.put("TokenExpiresAt", value));
                            expiresAt.ifPresent(value -> row.put("ExpiresAt", value));
                            behind.ifPresent(value -> row.put("Behind", value));
                            return row;
                        });
    }

    /** One of these in half of the cases; otherwise anything, or nothing. */
    private static Arbitrary<Optional<Map<String, Object>>> attribute(
            List<Map<String, Object>> usual) {
        return Arbitraries.integers()
                .between(0, 11)
                .flatMap(
                        dice ->
                                switch (dice) {
                                    case 0, 1 -> Arbitraries.of(OTHER_TYPES).map(Optional::of);
                                    case 2, 3 ->
                                            Arbitraries.of(ABSURD)
                                                    .map(
                                                            number ->
                                                                    Optional.of(
                                                                            Map.of("N", number)));
                                    case 4, 5 -> Arbitraries.just(Optional.empty());
                                    default -> Arbitraries.of(usual).map(Optional::of);
                                });
    }

    @Test
    void theRowThatIsDeletedIsTheOneThatWasRead() {
        assertThat(version(Map.of("N", "1E+125"))).isEqualTo("1E+125");
        assertThat(version(Map.of("N", Long.toString(NOW)))).isEqualTo(Long.toString(NOW));
        assertThat(version(Map.of("S", "x"))).isEqualTo("0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "S", "null"})
    void aRowWithoutAnIdIsLeftOut(String row) {
        Object json = row.equals("{}") ? Map.of() : row.equals("null") ? null : "S";

        assertThat(DECODER.decode("row", json)).isEmpty();
        assertThat(DECODER.decode("row", Map.of("ConnectionId", Map.of("N", "1")))).isEmpty();
    }

    private static String version(Map<String, Object> connectedAt) {
        return DECODER.decode(
                        "row",
                        Map.of("ConnectionId", Map.of("S", "it"), "ConnectedAt", connectedAt))
                .orElseThrow()
                .version();
    }
}

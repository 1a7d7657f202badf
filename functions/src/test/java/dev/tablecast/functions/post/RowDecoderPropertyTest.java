package dev.tablecast.functions.post;

import static dev.tablecast.functions.post.Rows.terms;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
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
    private static final RowDecoder DECODER = new RowDecoder(FakeTime.START);

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

    /** Rows with and without a token, of clients that speak the protocol and of others. */
    private static final List<Map<String, Object>> USUAL =
            Stream.of(
                            terms(NOW, Optional.empty(), Optional.empty()),
                            terms(NOW, Optional.of(9_999_999_999L), Optional.empty()),
                            terms(NOW, Optional.of(NOW / 1000 + 60), Optional.of("")),
                            terms(NOW, Optional.empty(), Optional.of("a:1:VIEW")),
                            terms(NOW, Optional.empty(), Optional.of("a:2:")),
                            terms(
                                    NOW,
                                    Optional.empty(),
                                    Optional.of("a:1:V,b:1:V,c:1:V,d:1:V,e:1:V,f:9:")))
                    .map(terms -> Map.<String, Object>of("S", terms.text()))
                    .toList();

    private static final String BEGIN = terms(NOW, Optional.empty(), Optional.empty()).version();

    private static final List<Map<String, Object>> ABSURD =
            Stream.of(
                            "",
                            "1",
                            "1.",
                            "1..",
                            "0." + BEGIN.substring(2),
                            "2." + BEGIN.substring(2),
                            BEGIN.toUpperCase(Locale.ROOT),
                            "1.-1.",
                            "1.zzzzzzzzzzz.",
                            "1.zzzzzzzzzz.",
                            BEGIN + "-1",
                            BEGIN + "zzzzzzzzzzzzz",
                            BEGIN + ".a:1:VIEW",
                            BEGIN + ".,",
                            BEGIN + ".000001",
                            BEGIN + ".000001a,",
                            BEGIN + ".VIEW000001a",
                            BEGIN + ".000001much-too-long",
                            BEGIN + "..",
                            terms(FAR, Optional.empty(), Optional.empty()).text())
                    .map(text -> Map.<String, Object>of("S", text))
                    .toList();

    @Property(tries = 2_000, seed = "1795341600123", edgeCases = EdgeCasesMode.NONE)
    void aRowOfAnyShapeServesOrClosesItsConnectionAndFailsNoOther(
            @ForAll("rows") Map<String, Object> row) {
        var fixture = new PostFixture(FakeTime.START, Duration.ofSeconds(30));
        FakeApi api = fixture.api;
        var targets =
                Stream.of(Rows.row("before", NOW), row, Rows.row("after", NOW))
                        .flatMap(one -> DECODER.decode("row", one).stream())
                        .toList();

        List<PostOutcome> outcomes =
                new ChunkPoster(fixture.poster(api))
                        .post(
                                targets,
                                fixture.parcels("a"),
                                Deadlines.within(Duration.ofSeconds(30), FakeTime.START));

        assertThat(api.received("before")).containsExactly("a");
        assertThat(api.received("after")).containsExactly("a");
        var counts = Counts.of(outcomes);
        assertThat(counts.delivered() + counts.closed() + counts.expired()).isEqualTo(3);
        boolean isClosed = api.closed.equals(List.of("it"));
        assertThat(isClosed).isNotEqualTo(api.received("it").equals(List.of("a")));
        assertThat(isClosed).isEqualTo(!isReadable(row));
    }

    /** Returns whether the system could have put this row, and the connection may have messages. */
    private static boolean isReadable(Map<String, Object> row) {
        return USUAL.contains(row.get("Terms"));
    }

    @Provide
    Arbitrary<Map<String, Object>> rows() {
        return Combinators.combine(attribute(USUAL), attribute(List.of(Map.of("N", "9999999999"))))
                .as(
                        (terms, expiresAt) -> {
                            var row = new HashMap<String, Object>();
                            row.put("ConnectionId", Map.of("S", "it"));
                            terms.ifPresent(value -> row.put("Terms", value));
                            expiresAt.ifPresent(value -> row.put("ExpiresAt", value));
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
                                    case 2, 3 -> Arbitraries.of(ABSURD).map(Optional::of);
                                    case 4, 5 -> Arbitraries.just(Optional.empty());
                                    default -> Arbitraries.of(usual).map(Optional::of);
                                });
    }

    @Test
    void theRowThatIsDeletedIsTheOneThatWasRead() {
        assertThat(version(Map.of("S", "x"))).isEqualTo("x");
        assertThat(USUAL).allSatisfy(terms -> assertThat(version(terms)).isEqualTo(BEGIN));
        assertThat(version(Map.of("N", "1"))).isEqualTo("0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "S", "null"})
    void aRowWithoutAnIdIsLeftOut(String row) {
        Object json = row.equals("{}") ? Map.of() : row.equals("null") ? null : "S";

        assertThat(DECODER.decode("row", json)).isEmpty();
        assertThat(DECODER.decode("row", Map.of("ConnectionId", Map.of("N", "1")))).isEmpty();
    }

    private static String version(Map<String, Object> terms) {
        return DECODER.decode("row", Map.of("ConnectionId", Map.of("S", "it"), "Terms", terms))
                .orElseThrow()
                .version();
    }
}

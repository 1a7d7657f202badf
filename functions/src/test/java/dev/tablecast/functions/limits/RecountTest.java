package dev.tablecast.functions.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecountTest {
    private final InMemoryCounters counters = new InMemoryCounters();

    @Test
    void aCounterThatIsWrongIsCorrected() {
        counters.add("all", 7);
        counters.add("subject ada", 1);
        counters.add("subject bob", 5);

        recount(10, 10, "ada", "ada", "ada", "bob", "");

        assertThat(counters.all())
                .isEqualTo(Map.of("all", 5L, "subject ada", 3L, "subject bob", 1L));
    }

    @Test
    void whatIsRightIsNotWritten() {
        counters.add("all", 2);
        counters.add("subject ada", 2);
        int before = counters.writes();

        recount(10, 10, "ada", "ada");

        assertThat(counters.writes()).isEqualTo(before);
    }

    @Test
    void aSubjectWithoutConnectionsIsForgottenOnceItsCounterIsZero() {
        counters.add("subject ada", 2);
        counters.add("subject bob", -1);

        recount(0, 10);
        assertThat(counters.all()).isEqualTo(Map.of("subject ada", 0L, "subject bob", 0L));

        recount(0, 10);
        assertThat(counters.all()).isEmpty();
    }

    @Test
    void onlyWhatIsBoundedIsCounted() {
        recount(10, 0, "ada", "bob");
        assertThat(counters.all()).isEqualTo(Map.of("all", 2L));

        recount(0, 10, "ada", "bob");
        assertThat(counters.all())
                .isEqualTo(Map.of("all", 0L, "subject ada", 1L, "subject bob", 1L));
    }

    @Test
    void withoutABoundNothingIsRead() {
        var limits = counters.limits(0, 0);

        new Recount(
                        limits,
                        row -> {
                            throw new AssertionError("the rows were read");
                        })
                .run();

        assertThat(counters.all()).isEmpty();
    }

    private void recount(int maximum, int perSubject, String... subjects) {
        new Recount(
                        counters.limits(maximum, perSubject),
                        row -> List.of(subjects).forEach(row::ofSubject))
                .run();
    }
}

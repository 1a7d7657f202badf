package dev.tablecast.soak.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import dev.tablecast.soak.faults.Dice.Mishap;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DiceTest {
    private static final List<Mishap<String>> MISHAPS =
            List.of(Mishap.of("one", "1"), Mishap.of("other", "2"));

    @Test
    void theSameSeedBringsTheSameLuckWhateverElseIsGoingOn() {
        Dice alone = begun(5, 42);
        Dice busy = begun(5, 42);
        busy.roll("other", MISHAPS);

        List<Optional<String>> luck = rolls(alone, 1000);

        assertThat(rolls(busy, 1000)).isEqualTo(luck);
        assertThat(rolls(begun(5, 43), 1000)).isNotEqualTo(luck);
    }

    @Test
    void theNextSeedIsNotTheSameLuckOneCallLater() {
        List<Optional<String>> luck = rolls(begun(5, 42), 1000);

        assertThat(rolls(begun(5, 43), 999)).isNotEqualTo(luck.subList(1, 1000));
        assertThat(rolls(begun(5, 41), 1000).subList(1, 1000)).isNotEqualTo(luck.subList(0, 999));
    }

    @Test
    void kindsOfCallsHaveLuckOfTheirOwn() {
        Dice dice = begun(5, 42);
        List<Optional<String>> luck = rolls(dice, 1000);

        assertThat(
                        IntStream.range(0, 1000)
                                .mapToObj(i -> dice.roll("another kind", MISHAPS))
                                .toList())
                .isNotEqualTo(luck);
    }

    @Test
    void soManyPercentGoWrongInEachWayAsOften() {
        Dice dice = begun(5, 7);

        rolls(dice, 100_000);

        assertThat(dice.counts()).containsOnlyKeys("kind: one", "kind: other");
        assertThat(dice.counts().values())
                .allSatisfy(count -> assertThat(count).isCloseTo(2500, withPercentage(8)));
    }

    @Test
    void noneOrAllGoWrongAtTheEnds() {
        assertThat(rolls(begun(0, 1), 1000)).containsOnly(Optional.empty());
        assertThat(rolls(begun(100, 1), 1000)).doesNotContain(Optional.empty());
    }

    @Test
    void nothingGoesWrongBeforeTheBeginningOrAfterTheEnd() {
        var dice = new Dice(100, 1);
        assertThat(dice.roll("kind", MISHAPS)).isEmpty();

        dice.begin();
        assertThat(dice.roll("kind", MISHAPS)).isPresent();

        dice.end();
        assertThat(dice.roll("kind", MISHAPS)).isEmpty();
    }

    private static List<Optional<String>> rolls(Dice dice, int times) {
        return IntStream.range(0, times).mapToObj(i -> dice.roll("kind", MISHAPS)).toList();
    }

    private static Dice begun(int percent, long seed) {
        var dice = new Dice(percent, seed);
        dice.begin();
        return dice;
    }
}

package dev.tablecast.soak.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tablecast.soak.history.Sequence;
import dev.tablecast.soak.view.Facts;
import dev.tablecast.soak.view.Interest;
import dev.tablecast.soak.view.Look;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Leaks and gaps, planted in what a client is shown that may see the north and asks for tiers from
 * 5 on, in a history in which an item is created, changes, leaves its filter, enters it again,
 * leaves its tenant, comes back, and is deleted.
 */
class ViewCheckTest {
    private static final Set<String> IMAGE = Set.of("change", "tier", "text");

    private static final Interest NORTH =
            new Interest(
                    List.of("north"),
                    List.of("ada"),
                    new Interest.Filter("", item -> item.tier() >= 5));

    private static final Facts MINE = item(1, "north", Optional.empty(), 7);
    private static final Facts CHANGED = item(2, "north", Optional.of("ada"), 8);
    private static final Facts LOW = item(3, "north", Optional.empty(), 2);
    private static final Facts HIGH = item(4, "north", Optional.empty(), 9);
    private static final Facts OTHERS = item(5, "south", Optional.empty(), 9);
    private static final Facts PRIVATE = item(6, "north", Optional.of("bob"), 9);
    private static final Facts BACK = item(7, "north", Optional.of("ada"), 9);

    /** Numbers 1 to 8 of the log; 6 is between two states that the client mustn't see. */
    private static final List<Facts> STATES =
            List.of(MINE, CHANGED, LOW, HIGH, OTHERS, PRIVATE, BACK);

    private static Facts item(int change, String tenant, Optional<String> holder, int tier) {
        return new Facts(change, tenant, holder, "red", tier, "text");
    }

    private static Histories history() {
        var history = new Histories();
        Optional<Facts> before = Optional.empty();
        for (Facts state : STATES) {
            history.commits("x", before, Optional.of(state));
            before = Optional.of(state);
        }
        return history.commits("x", before, Optional.empty()).open("w", 0, 1, 2, 3, 4, 5, 6, 7, -7);
    }

    private static Look inserted(int change, boolean enter) {
        return new Look(
                "INSERT",
                "x",
                Optional.of(change),
                Optional.empty(),
                IMAGE,
                Set.of(),
                enter,
                false);
    }

    private static Look removed(int change, boolean leave) {
        return new Look(
                "REMOVE",
                "x",
                Optional.empty(),
                Optional.of(change),
                IMAGE,
                Set.of(),
                false,
                leave);
    }

    private static Map<Integer, Look> shown() {
        var shown = new LinkedHashMap<Integer, Look>();
        shown.put(1, inserted(1, false));
        shown.put(
                2,
                new Look(
                        "MODIFY",
                        "x",
                        Optional.of(2),
                        Optional.of(1),
                        IMAGE,
                        Set.of("change", "tier"),
                        false,
                        false));
        shown.put(3, removed(2, true));
        shown.put(4, inserted(4, true));
        shown.put(5, removed(4, false));
        shown.put(7, inserted(7, false));
        shown.put(8, removed(7, false));
        return shown;
    }

    private static Verdict check(Map<Integer, Look> shown) {
        return Checker.check(history().views(NORTH, Sequence.End.OPEN, shown).history());
    }

    @Test
    void exactlyWhatClaimsAndFilterAllowKeepsThePromise() {
        Verdict verdict = check(shown());

        assertThat(verdict.violations()).isEmpty();
        assertThat(verdict.promiseKept()).isTrue();
    }

    enum Leak {
        THE_OLD_IMAGE_ON_ENTERING(4, look -> with(look, Optional.of(4), Optional.of(3))),
        THE_OLD_IMAGE_OF_ANOTHERS_ITEM(7, look -> with(look, Optional.of(7), Optional.of(6))),
        THE_NEW_IMAGE_ON_LEAVING(3, look -> with(look, Optional.of(3), Optional.of(2))),
        THE_NEW_IMAGE_FOR_ANOTHER_TENANT(5, look -> with(look, Optional.of(5), Optional.of(4))),
        THAT_IT_EXISTED_ELSEWHERE(7, look -> inserted(7, true)),
        THAT_IT_GOES_ON_ELSEWHERE(5, look -> removed(4, true)),
        THAT_A_DELETED_ITEM_GOES_ON(8, look -> removed(7, true)),
        A_CHANGE_OF_ANOTHERS_ITEM(6, look -> inserted(6, false)),
        THE_END_OF_ANOTHERS_ITEM(6, look -> removed(5, false)),
        A_HIDDEN_ATTRIBUTE_THAT_CHANGED(
                2, look -> with(look, IMAGE, Set.of("change", "tier", "holder"))),
        A_HIDDEN_ATTRIBUTE_OF_AN_IMAGE(
                2, look -> with(look, Set.of("change", "tier", "text", "tenant"), look.changed())),
        ANOTHER_EVENT(1, look -> event("MODIFY", look)),
        WHAT_THE_TABLE_NEVER_HAD(6, look -> inserted(99, false));

        private final int number;
        private final UnaryOperator<Look> plant;

        Leak(int number, UnaryOperator<Look> plant) {
            this.number = number;
            this.plant = plant;
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPlantedLeakIsFound(Leak leak) {
        var shown = new TreeMap<>(shown());
        shown.put(leak.number, leak.plant.apply(shown.getOrDefault(leak.number, shown.get(1))));

        Verdict verdict = check(shown);

        assertThat(verdict.leaked()).isEqualTo(1);
        assertThat(verdict.missing()).isZero();
        assertThat(verdict.promiseKept()).isFalse();
        assertThat(verdict.violations()).singleElement().asString().startsWith("leaked: p (from");
    }

    enum Gap {
        THE_NEW_IMAGE(2, look -> with(look, Optional.empty(), Optional.of(1))),
        THE_OLD_IMAGE(2, look -> with(look, Optional.of(2), Optional.empty())),
        AN_ATTRIBUTE(2, look -> with(look, Set.of("change"), look.changed())),
        A_CHANGED_ATTRIBUTE(2, look -> with(look, IMAGE, Set.of("change"))),
        THAT_IT_LEFT(3, look -> removed(2, false)),
        THAT_IT_ENTERED(4, look -> inserted(4, false));

        private final int number;
        private final UnaryOperator<Look> plant;

        Gap(int number, UnaryOperator<Look> plant) {
            this.number = number;
            this.plant = plant;
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPlantedGapInALookIsFound(Gap gap) {
        Map<Integer, Look> shown = shown();
        shown.computeIfPresent(gap.number, (number, look) -> gap.plant.apply(look));

        Verdict verdict = check(shown);

        assertThat(verdict.missing()).isEqualTo(1);
        assertThat(verdict.leaked()).isZero();
        assertThat(verdict.promiseKept()).isFalse();
    }

    @Test
    void eachChangeThatIsNotShownIsMissing() {
        for (int number : shown().keySet()) {
            Map<Integer, Look> shown = shown();
            shown.remove(number);

            Verdict verdict = check(shown);

            assertThat(verdict.missing()).isEqualTo(1);
            assertThat(verdict.leaked()).isZero();
        }
    }

    @Test
    void whoIsNotConnectedMissesOnlyWhatWasBeforeItsLast() {
        Map<Integer, Look> shown = shown();
        shown.keySet().removeIf(number -> number > 5 || number == 3);

        assertThat(
                        Checker.check(history().views(NORTH, Sequence.End.ENDED, shown).history())
                                .missing())
                .isEqualTo(1);
    }

    @Test
    void startingOverIsAGapIfNoBatchWasGivenUp() {
        Optional<String> reset = Optional.of("view");
        Histories history = history().views(NORTH, Sequence.End.OPEN, reset, shown());

        assertThat(Checker.check(history.history()).missing()).isEqualTo(1);
        assertThat(Checker.check(history.givesUp().history()).promiseKept()).isTrue();
    }

    @Test
    void aChangeThatIsAppliedTwiceIsDoubled() {
        Map<Integer, Look> shown = shown();
        shown.put(9, removed(7, false));

        assertThat(check(shown).doubled()).isEqualTo(1);
    }

    @Test
    void anotherOrderThanTheShardsIsOutOfOrder() {
        Map<Integer, Look> shown = shown();
        shown.put(1, removed(2, true));
        shown.put(3, inserted(1, false));

        assertThat(check(shown).outOfOrder()).isPositive();
    }

    private static Look with(Look look, Optional<Integer> newChange, Optional<Integer> oldChange) {
        return new Look(
                look.event(),
                look.item(),
                newChange,
                oldChange,
                look.attributes(),
                look.changed(),
                look.enter(),
                look.leave());
    }

    private static Look with(Look look, Set<String> attributes, Set<String> changed) {
        return new Look(
                look.event(),
                look.item(),
                look.newChange(),
                look.oldChange(),
                attributes,
                changed,
                look.enter(),
                look.leave());
    }

    private static Look event(String event, Look look) {
        return new Look(
                event,
                look.item(),
                look.newChange(),
                look.oldChange(),
                look.attributes(),
                look.changed(),
                look.enter(),
                look.leave());
    }
}

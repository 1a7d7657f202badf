package dev.tablecast.functions.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Shows that the tests of views fail if the production code's check of access is wrong. */
class AccessMutationTest {
    private static final String BEFORE = "existed && holds(condition, change.oldImage(), change)";
    private static final String AFTER = "exists && holds(condition, change.newImage(), change)";

    private static final String HOLDS =
            """
                private static boolean holds(
                        Optional<ViewCondition> condition, Map<String, Value> image, Change change) {
                    return condition.isEmpty() || condition.get().holds(image, change.keys());
            """;

    enum Mutation {
        ON_THE_NEW_IMAGE_ONLY(BEFORE, "existed && (exists ? " + AFTER + " : " + BEFORE + ")"),
        ON_THE_OLD_IMAGE_ONLY(AFTER, "exists && (existed ? " + BEFORE + " : " + AFTER + ")"),
        OLD_IMAGE_NOT_CHECKED(BEFORE, "existed"),
        NEW_IMAGE_NOT_CHECKED(AFTER, "exists"),
        ON_THE_WRONG_IMAGE(
                "boolean after = " + AFTER + ";",
                "boolean after = "
                        + AFTER
                        + "; if (existed && exists) { boolean other = before;"
                        + " before = after; after = other; }"),
        ENTERING_WHATEVER_ACCESS(
                "existed && holds(access, change.oldImage(), change) ?", "existed ?"),
        ENTERING_BY_THE_WRONG_IMAGE(
                "existed && holds(access, change.oldImage(), change) ?",
                "existed && holds(access, change.newImage(), change) ?"),
        LEAVING_WHATEVER_ACCESS("exists && holds(access, change.newImage(), change)", "exists"),
        LEAVING_BY_THE_WRONG_IMAGE(
                "exists && holds(access, change.newImage(), change)",
                "exists && holds(access, change.oldImage(), change)"),
        AFTER_PROJECTION(
                HOLDS,
                HOLDS.replace("private static", "private")
                        .replace("holds(image, change", "holds(visible(image), change")),
        NO_ACCESS_WITHOUT_A_FILTER("access.or(() -> filter))", "filter)"),
        NO_ACCESS_WITH_A_FILTER("Optional.of(access.get().and(filter.get()))", "filter"),
        HIDDEN_ATTRIBUTES_IN_CHANGED("names.removeIf(name -> !visible.includes(name));", "");

        private final String piece;
        private final String replacement;

        Mutation(String piece, String replacement) {
            this.piece = piece;
            this.replacement = replacement;
        }
    }

    @ParameterizedTest
    @EnumSource
    void aMutatedCheckOfAccessIsFound(Mutation mutation) throws Exception {
        assertThat(MutatedView.with(mutation.piece, mutation.replacement).violations())
                .isNotEmpty();
    }

    @Test
    void theSameSourceIsRight() throws Exception {
        assertThat(MutatedView.with(BEFORE, BEFORE).violations()).isEmpty();
    }
}

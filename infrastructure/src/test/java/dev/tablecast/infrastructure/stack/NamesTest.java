package dev.tablecast.infrastructure.stack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
    private static final String LONGEST_FUNCTION =
            names("s".repeat(27), "us-east-1").of("f".repeat(Names.LONGEST_RESOURCE));
    private static final String LONGEST = "f".repeat(Names.LONGEST_RESOURCE);

    @Test
    void theLongestNameOfARoleIsOneThatAwsTakes() {
        var names = names("s".repeat(27), "us-east-1");

        assertThat(names.of("connect")).isEqualTo("tablecast-" + "s".repeat(27) + "-connect");
        assertThat(names.inAccount(LONGEST)).hasSize(64);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ssssssssssssssssssssssssssss", "feature.live_Queries", "a.b"})
    void aStackWhoseNamesAwsWouldRefuseGetsOthers(String stack) {
        var names = names(stack, "us-east-1");

        assertThat(names.of("connect")).matches("tablecast-[A-Za-z0-9_-]+-[0-9a-f]{8}-connect");
        assertThat(names.inAccount(LONGEST).length()).isLessThanOrEqualTo(64);
    }

    @Test
    void aNameIsRecognizable() {
        assertThat(names("feature.live_Queries", "us-east-1").prefix())
                .startsWith("tablecast-feature-live_Queri-");
    }

    @Test
    void noOtherStackHasTheSameNamesNorTheSameStackInAnotherRegion() {
        assertThat(
                        new String[] {
                            names("feature.x", "us-east-1").prefix(),
                            names("feature-x", "us-east-1").prefix(),
                            names("feature..x", "us-east-1").prefix(),
                            names("feature.x", "eu-west-1").prefix(),
                            names("s".repeat(99) + "a", "us-east-1").prefix(),
                            names("s".repeat(99) + "b", "us-east-1").prefix()
                        })
                .doesNotHaveDuplicates();
        assertThat(names("feature.x", "us-east-1").prefix())
                .isEqualTo(names("feature.x", "us-east-1").prefix());
    }

    /** A role belongs to the account, and not to a Region. */
    @Test
    void theSameStackInAnotherRegionHasOtherRoles() {
        var here = names("dev", "us-east-1");
        var there = names("dev", "eu-west-1");

        assertThat(here.of("connect")).isEqualTo(there.of("connect"));
        assertThat(here.inAccount("connect")).isNotEqualTo(there.inAccount("connect"));
    }

    @Test
    void aComponentOfAnotherNameHasItInEveryName() {
        var orders = new Names("shop", "dev", "orders", "us-east-1");

        assertThat(orders.logical("connect")).isEqualTo("orders-connect");
        assertThat(orders.of("connect")).isEqualTo("shop-dev-orders-connect");
    }

    @Test
    void aComponentThatIsCalledLikeItsProjectLeavesItsOwnNameOut() {
        assertThat(names("dev", "us-east-1").logical("connect")).isEqualTo("connect");
        assertThat(names("dev", "us-east-1").of("connect")).isEqualTo("tablecast-dev-connect");
    }

    /** Lambda takes 140 characters for a function's ARN with its alias. */
    @ParameterizedTest
    @ValueSource(strings = {"shop", "orders", "a component of a long name with blanks in it"})
    void aGenerationsNameIsShort(String component) {
        String suffix = "-1a2b3c4";
        String name = new Names("shop", "dev", component, "us-east-1").generation("generation");
        String function =
                "arn:aws-us-gov:lambda:us-gov-west-1:123456789012:function:" + LONGEST_FUNCTION;

        assertThat(function + ":" + name + suffix).hasSizeLessThanOrEqualTo(140);
    }

    private static Names names(String stack, String region) {
        return new Names("tablecast", stack, "tablecast", region);
    }
}

package dev.tablecast.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tablecast.infrastructure.account.Account;
import dev.tablecast.infrastructure.configuration.FunctionRuntime;
import dev.tablecast.infrastructure.configuration.Governance;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StackTest {

    @Test
    void theLongestNameOfAFunctionIsOneThatAwsTakes() {
        var stack = stack("s".repeat(28), "us-east-1");

        assertThat(stack.explicitName("connect")).isEmpty();
        assertThat(stack.of("f".repeat(Stack.LONGEST_FUNCTION)) + "-1a2b3c4").hasSize(64);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sssssssssssssssssssssssssssss", "feature.live_Queries", "a.b"})
    void aStackWhoseNamesAwsWouldRefuseGetsOthers(String stack) {
        String name = stack(stack, "us-east-1").explicitName("connect").orElseThrow();

        assertThat(name).matches("tablecast-[A-Za-z0-9_-]+-[0-9a-f]{8}-connect");
        assertThat(stack(stack, "us-east-1").of("f".repeat(Stack.LONGEST_FUNCTION)).length())
                .isLessThanOrEqualTo(64);
    }

    @Test
    void aNameIsRecognizable() {
        assertThat(stack("feature.live_Queries", "us-east-1").name())
                .startsWith("tablecast-feature-live_Querie-");
    }

    /** A role belongs to the account, and not to a Region. */
    @Test
    void noOtherStackHasTheSameNamesNorTheSameStackInAnotherRegion() {
        assertThat(
                        new String[] {
                            stack("feature.x", "us-east-1").name(),
                            stack("feature-x", "us-east-1").name(),
                            stack("feature..x", "us-east-1").name(),
                            stack("feature.x", "eu-west-1").name(),
                            stack("s".repeat(99) + "a", "us-east-1").name(),
                            stack("s".repeat(99) + "b", "us-east-1").name()
                        })
                .doesNotHaveDuplicates();
        assertThat(stack("feature.x", "us-east-1").name())
                .isEqualTo(stack("feature.x", "us-east-1").name());
    }

    @ParameterizedTest
    @CsvSource({
        "us-east-1, aws, arm64, true",
        "eu-central-1, aws, arm64, true",
        "ap-east-2, aws, arm64, false",
        "us-gov-west-1, aws-us-gov, x86_64, false",
        "cn-north-1, aws-cn, x86_64, false"
    })
    void functionsRunAsTheRegionIsKnownToAllow(
            String region, String partition, String architecture, boolean snapStart) {
        var stack = stack("dev", new Account(partition, region, "123456789012"), unset());

        assertThat(stack.architecture()).isEqualTo(architecture);
        assertThat(stack.snapStart()).isEqualTo(snapStart);
    }

    @Test
    void whoChoosesIsObeyed() {
        var gov = new Account("aws-us-gov", "us-gov-west-1", "123456789012");
        var stack = stack("dev", gov, new FunctionRuntime(Optional.of(true), Optional.of("arm64")));

        assertThat(stack.architecture()).isEqualTo("arm64");
        assertThat(stack.snapStart()).isTrue();
    }

    private static Stack stack(String name, String region) {
        return stack(name, new Account("aws", region, "123456789012"), unset());
    }

    private static FunctionRuntime unset() {
        return new FunctionRuntime(Optional.empty(), Optional.empty());
    }

    private static Stack stack(String name, Account account, FunctionRuntime runtime) {
        return new Stack(
                "tablecast",
                name,
                account,
                14,
                runtime,
                new Governance(Optional.empty(), Optional.empty(), Map.of()));
    }
}

package dev.tablecast.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pulumi.exceptions.RunException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StackTest {

    @Test
    void theLongestNameOfAFunctionIsOneThatAwsTakes() {
        var stack = new Stack("tablecast", "s".repeat(28), 14);

        assertThat(stack.of("f".repeat(Stack.LONGEST_FUNCTION)) + "-1a2b3c4").hasSize(64);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sssssssssssssssssssssssssssss", "feature.x", "über"})
    void aStackWhoseNamesAwsWouldRefuseIsRefusedFirst(String stack) {
        assertThatThrownBy(() -> new Stack("tablecast", stack, 14))
                .isInstanceOf(RunException.class)
                .hasMessage(
                        "The project is \"tablecast\" and the stack \"%s\"; together they take up to"
                                        .formatted(stack)
                                + " 37 letters, digits, _ and -, since the names of functions and"
                                + " roles have both of them");
    }
}

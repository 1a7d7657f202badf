package dev.tablecast.local.stepfunctions.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tablecast.local.stepfunctions.StepFunctionsLocal;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class StepFunctionsEnvironmentIT {
    private static final String FOLDER = "src/test/resources/junit/";

    @Test
    void anEndpointThatIsThereIsUsedAndKeepsRunning() {
        try (var local =
                StepFunctionsLocal.builder()
                        .port(0)
                        .mockConfiguration(Path.of(FOLDER + "MockConfigFile.json"))
                        .start()) {
            for (var type : new Class<?>[] {Orders.class, Renamed.class, Orders.class}) {
                try (var environment =
                        StepFunctionsEnvironment.at(local.endpoint(), settings(type))) {
                    var run = environment.machine().orElseThrow().run("Bankrupt", "{}");

                    assertThat(run.error()).isEqualTo("Bankrupt");
                    assertThat(environment.local()).isEmpty();
                }
            }
            assertThat(local.executions()).hasSize(3);
        }
    }

    @Test
    void withoutADefinitionThereIsOnlyAClient() {
        try (var environment = StepFunctionsEnvironment.start(settings(Bare.class))) {
            assertThat(environment.machine()).isEmpty();
            assertThat(environment.client().listStateMachines().stateMachines()).isEmpty();
        }
    }

    @Test
    void substitutionsThatAreWrongOrMissingAreRefused() {
        assertThatThrownBy(() -> DefinitionFile.read(settings(Unsubstituted.class)))
                .hasMessageContaining("There are no substitutions in")
                .hasMessageContaining("for: PayFunction");
        assertThatThrownBy(() -> DefinitionFile.read(settings(Misspelt.class)))
                .hasMessageContaining("\"Pay=pay\" must be Name=value with a ${Name} of");
        assertThatThrownBy(() -> DefinitionFile.read(settings(Missing.class)))
                .hasMessageContaining("nowhere.asl.json can't be read");
    }

    private static StepFunctionsTest settings(Class<?> type) {
        return type.getAnnotation(StepFunctionsTest.class);
    }

    @StepFunctionsTest(
            definition = FOLDER + "orders.asl.json",
            substitutions = "PayFunction=pay",
            mocks = "ignored")
    private static final class Orders {}

    @StepFunctionsTest(
            definition = FOLDER + "orders.asl.json",
            name = "orders",
            substitutions = "PayFunction=other")
    private static final class Renamed {}

    @StepFunctionsTest
    private static final class Bare {}

    @StepFunctionsTest(definition = FOLDER + "orders.asl.json")
    private static final class Unsubstituted {}

    @StepFunctionsTest(
            definition = FOLDER + "orders.asl.json",
            substitutions = {"PayFunction=pay", "Pay=pay"})
    private static final class Misspelt {}

    @StepFunctionsTest(definition = "nowhere.asl.json")
    private static final class Missing {}
}

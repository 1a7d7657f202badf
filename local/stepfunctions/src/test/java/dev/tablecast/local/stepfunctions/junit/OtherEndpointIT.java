package dev.tablecast.local.stepfunctions.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.tablecast.local.stepfunctions.StepFunctionsLocal;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** The effect of {@code sfn.endpoint}. */
class OtherEndpointIT {
    private static final String FOLDER = "src/test/resources/junit/";

    @Test
    void theTestsRunThere() {
        try (var local =
                StepFunctionsLocal.builder()
                        .port(0)
                        .mockConfiguration(Path.of(FOLDER + "MockConfigFile.json"))
                        .start()) {
            var summary = run(Orders.class, local);

            assertThat(summary.getFailures()).isEmpty();
            assertThat(summary.getTestsSucceededCount()).isEqualTo(1);
            assertThat(local.executions()).hasSize(1);
        }
    }

    @Test
    void thereIsNoStepFunctionsLocalToAskFor() {
        try (var local = StepFunctionsLocal.start()) {
            var summary = run(AskingForTooMuch.class, local);

            assertThat(summary.getFailures())
                    .extracting(failure -> failure.getException().getMessage())
                    .containsExactly("There is no StepFunctionsLocal, because sfn.endpoint is set");
        }
    }

    private static TestExecutionSummary run(Class<?> tests, StepFunctionsLocal local) {
        var listener = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(tests))
                                .configurationParameter("sfn.endpoint", local.endpoint().toString())
                                .build(),
                        listener);
        return listener.getSummary();
    }

    @StepFunctionsTest(
            definition = FOLDER + "orders.asl.json",
            substitutions = "PayFunction=pay",
            mocks = "not read")
    static class Orders {
        @Test
        void run(StateMachineUnderTest orders) {
            assertThat(orders.run("Bankrupt", "{}").error()).isEqualTo("Bankrupt");
        }
    }

    @StepFunctionsTest
    static class AskingForTooMuch {
        @Test
        void run(StepFunctionsLocal local) {
            assertThat(local).isNull();
        }
    }
}

package dev.tablecast.functions.discarded;

import static dev.tablecast.functions.Invocation.event;
import static dev.tablecast.functions.Invocation.invoke;
import static dev.tablecast.functions.Invocation.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.functions.TestContext;
import dev.tablecast.functions.settings.InvalidSettingsException;
import dev.tablecast.functions.workflow.Workflow;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class DiscardedBatchHandlerTest {
    private final List<String> inputs = new ArrayList<>();
    private final TestContext context = new TestContext();
    private Workflow.Outcome outcome =
            new Workflow.Outcome.Succeeded(Map.of("closed", 7L, "gone", 1L));

    @Test
    void whoeverConnectedBeforeTheLastBatchWasGivenUpIsClosed() {
        invoke(handler(), event("discarded"), context);

        assertThat(inputs).hasSize(1);
        assertThat(json(inputs.getFirst()))
                .isEqualTo(json("{'messages':[],'closeConnectedBefore':1795341607717}"));
    }

    @Test
    void theMetricsSayHowMuchWasGivenUpAndHowManyWereClosed() {
        invoke(handler(), event("discarded"), context);

        JsonNode line = json(context.lines().getFirst());
        assertThat(line.get("DiscardedBatches").intValue()).isEqualTo(2);
        assertThat(line.get("DiscardedRecords").intValue()).isEqualTo(3);
        assertThat(line.get("Closed").intValue()).isEqualTo(7);
        assertThat(line.findValuesAsText("Name"))
                .containsExactlyInAnyOrder("DiscardedBatches", "DiscardedRecords", "Closed");
    }

    @Test
    void whatCouldNotBeClosedStaysInTheQueue() {
        outcome = new Workflow.Outcome.Failed("arn:execution", "States.Timeout");

        assertThatThrownBy(() -> invoke(handler(), event("discarded"), context))
                .isInstanceOf(ConnectionsNotClosedException.class)
                .hasMessage("execution arn:execution ended with States.Timeout");
        assertThat(context.lines()).isEmpty();
    }

    @Test
    void theWorkflowMustBeNamed() {
        assertThatThrownBy(() -> new DiscardedBatchHandler(Map.of()))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("STATE_MACHINE_ARN is not set");
    }

    private DiscardedBatchHandler handler() {
        return new DiscardedBatchHandler(
                input -> {
                    inputs.add(input);
                    return outcome;
                },
                InstantSource.system(),
                LoggerFactory.getLogger(DiscardedBatchHandlerTest.class));
    }
}

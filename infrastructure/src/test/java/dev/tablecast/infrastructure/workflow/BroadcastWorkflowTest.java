package dev.tablecast.infrastructure.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tablecast.infrastructure.ProvisionedStack;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BroadcastWorkflowTest {
    private static final String LOG = "logDestination";
    private static final String LOG_GROUP =
            "arn:aws:logs:us-east-1:123456789012:log-group:/aws/vendedlogs/states/tablecast-dev-broadcast:*";

    @Test
    void itIsAnExpressWorkflowThatCanBeTraced() {
        assertThat(ProvisionedStack.byDefault().inputs("StateMachine", "broadcast"))
                .containsEntry("type", "EXPRESS")
                .containsEntry("roleArn", "arn:aws:iam::123456789012:role/broadcast")
                .containsEntry("tracingConfiguration", Map.of("enabled", true));
    }

    @ParameterizedTest
    @CsvSource({"full, ALL, true", "events, ALL, false", "errors, ERROR, false"})
    void theConsoleShowsWhatWasChosen(String trace, String level, boolean data) {
        assertThat(logging(ProvisionedStack.with("executionTrace", trace)))
                .isEqualTo(Map.of("level", level, "includeExecutionData", data, LOG, LOG_GROUP));
    }

    @Test
    void theConsoleShowsWhatFailedWithoutItsDataByDefault() {
        var stack = ProvisionedStack.byDefault();

        assertThat(logging(stack))
                .isEqualTo(Map.of("level", "ERROR", "includeExecutionData", false, LOG, LOG_GROUP));
        assertThat(stack.inputs("LogGroup", "broadcast"))
                .containsEntry("name", "/aws/vendedlogs/states/tablecast-dev-broadcast")
                .containsEntry("retentionInDays", 14.0);
    }

    @Test
    void theDefinitionKnowsTheStack() {
        var stack = ProvisionedStack.with("pageSize", "50", "chunkSize", "20");

        assertThat(stack.inputs("StateMachine", "broadcast").get("definition"))
                .isEqualTo(
                        ProvisionedStack.definition()
                                .replace("${Partition}", "aws")
                                .replace("${ConnectionsTable}", "WebSocketManager")
                                .replace(
                                        "${PostFunctionArn}",
                                        "arn:aws:lambda:us-east-1:123456789012:function:post:live")
                                .replace("${PageSize}", "50")
                                .replace("${ChunkSize}", "20"));
    }

    @Test
    void theServiceTakesTheRoleOn() {
        assertThat(ProvisionedStack.byDefault().inputs("Role", "broadcast"))
                .hasEntrySatisfying(
                        "assumeRolePolicy",
                        policy ->
                                assertThat(policy)
                                        .asString()
                                        .contains("{\"Service\":\"states.amazonaws.com\"}"));
    }

    private static Object logging(ProvisionedStack stack) {
        return stack.inputs("StateMachine", "broadcast").get("loggingConfiguration");
    }
}

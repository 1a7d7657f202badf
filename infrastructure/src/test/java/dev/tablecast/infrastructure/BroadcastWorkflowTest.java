package dev.tablecast.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class BroadcastWorkflowTest {

    @Test
    void itIsAnExpressWorkflowThatCanBeTraced() {
        assertThat(ProvisionedStack.byDefault().inputs("StateMachine", "broadcast"))
                .containsEntry("type", "EXPRESS")
                .containsEntry("roleArn", "arn:aws:iam::123456789012:role/broadcast")
                .containsEntry("tracingConfiguration", Map.of("enabled", true));
    }

    @Test
    void theConsoleShowsEveryStateOfEveryExecution() {
        var stack = ProvisionedStack.byDefault();

        assertThat(stack.inputs("StateMachine", "broadcast"))
                .containsEntry(
                        "loggingConfiguration",
                        Map.of(
                                "level", "ALL",
                                "includeExecutionData", true,
                                "logDestination",
                                        "arn:aws:logs:us-east-1:123456789012:log-group:/aws/vendedlogs/states/tablecast-dev-broadcast:*"));
        assertThat(stack.inputs("LogGroup", "broadcast"))
                .containsEntry("name", "/aws/vendedlogs/states/tablecast-dev-broadcast")
                .containsEntry("retentionInDays", 14.0);
    }

    @Test
    void theLogHasOnlyWhatWentWrongWhereThatWasChosen() {
        assertThat(
                        ProvisionedStack.with("executionTrace", "errors")
                                .inputs("StateMachine", "broadcast"))
                .containsEntry(
                        "loggingConfiguration",
                        Map.of(
                                "level", "ERROR",
                                "includeExecutionData", false,
                                "logDestination",
                                        "arn:aws:logs:us-east-1:123456789012:log-group:/aws/vendedlogs/states/tablecast-dev-broadcast:*"))
                .containsEntry("tracingConfiguration", Map.of("enabled", true));
    }

    @Test
    void theDefinitionKnowsTheStack() {
        var stack = ProvisionedStack.with("pageSize", "50", "chunkSize", "20", "postAttempts", "7");

        assertThat(stack.inputs("StateMachine", "broadcast").get("definition"))
                .isEqualTo(
                        ProvisionedStack.definition()
                                .replace("${ConnectionsTable}", "WebSocketManager")
                                .replace(
                                        "${PostFunctionArn}",
                                        "arn:aws:lambda:us-east-1:123456789012:function:post:live")
                                .replace("${PageSize}", "50")
                                .replace("${ChunkSize}", "20")
                                .replace("${PostAttempts}", "7"));
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
}

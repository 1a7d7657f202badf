package dev.tablecast.infrastructure.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tablecast.infrastructure.ProvisionedStack;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SweepsTest {
    @Test
    void theStreamTriggerIsInvokedWithABatchOfNoChanges() {
        assertThat(ProvisionedStack.byDefault().inputs("Schedule", "sweep"))
                .containsEntry("scheduleExpression", "rate(1 minute)")
                .containsEntry("flexibleTimeWindow", Map.of("mode", "OFF"))
                .containsEntry(
                        "target",
                        Map.of(
                                "arn",
                                "arn:aws:lambda:us-east-1:123456789012:function:stream-trigger:live",
                                "roleArn",
                                "arn:aws:iam::123456789012:role/sweep",
                                "input",
                                "{\"Records\":[{\"eventSource\":\"aws:scheduler\"}]}",
                                "retryPolicy",
                                Map.of(
                                        "maximumEventAgeInSeconds",
                                        60.0,
                                        "maximumRetryAttempts",
                                        0.0)));
    }

    @ParameterizedTest
    @CsvSource({"2, rate(2 minutes)", "60, rate(60 minutes)"})
    void itsRateIsAChoice(String minutes, String expression) {
        assertThat(ProvisionedStack.with("sweepMinutes", minutes).inputs("Schedule", "sweep"))
                .containsEntry("scheduleExpression", expression);
    }

    @Test
    void theFunctionsThatCountFindTheBoundsInTheirEnvironment() {
        var stack =
                ProvisionedStack.withTokens(
                        "maximumConnections", "100", "maximumConnectionsPerSubject", "3");

        for (String function : new String[] {"connect", "disconnect", "stream-trigger"}) {
            assertThat(environment(stack, function))
                    .containsEntry("CONNECTIONS_TABLE", "WebSocketManager")
                    .containsEntry("CONNECTION_COUNTS_TABLE", "ConnectionCounts")
                    .containsEntry("MAXIMUM_CONNECTIONS", "100")
                    .containsEntry("MAXIMUM_CONNECTIONS_PER_SUBJECT", "3");
        }
        assertThat(environment(stack, "post")).doesNotContainKey("CONNECTION_COUNTS_TABLE");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> environment(ProvisionedStack stack, String function) {
        var environment =
                (Map<String, Object>) stack.inputs("Function", function).get("environment");
        return (Map<String, Object>) environment.get("variables");
    }
}

package dev.tablecast.local.stepfunctions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tablecast.local.stepfunctions.execution.history.EventType;
import dev.tablecast.local.stepfunctions.execution.history.HistoryEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.StateMachineType;

class HistoryListenerIT {
    /** A history of 40 million characters, which exceeds the limit of what is kept. */
    private static final String LARGE =
            """
            {"StartAt": "Count", "States": {
              "Count": {"Type": "Pass", "ResultPath": "$.n",
                "Parameters": {"n.$": "States.MathAdd($.n.n, 1)"}, "Next": "Enough?"},
              "Enough?": {"Type": "Choice", "Default": "Count",
                "Choices": [{"Variable": "$.n.n", "NumericEquals": 50, "Next": "Done"}]},
              "Done": {"Type": "Succeed"}}}
            """;

    @Test
    void aListenerSeesEveryEventAlsoWhereTheHistoryIsTooLargeToBeKept() {
        List<HistoryEvent> seen = new CopyOnWriteArrayList<>();
        try (var local = StepFunctionsLocal.builder().port(0).historyListener(seen::add).start();
                var client = client(local)) {
            String input = "{\"n\":{\"n\":0},\"text\":\"%s\"}".formatted("x".repeat(200_000));
            run(client, LARGE, input);

            String arn = local.executions().getFirst().arn();
            assertThat(seen)
                    .extracting(HistoryEvent::id)
                    .containsExactlyElementsOf(ids(2 + 50 * 4 + 2));
            assertThat(seen.getLast().type()).isEqualTo(EventType.EXECUTION_SUCCEEDED);
            assertThat(local.history(arn).orElseThrow())
                    .as("the start of it is kept")
                    .hasSizeBetween(100, seen.size() - 1)
                    .isEqualTo(seen.subList(0, local.history(arn).orElseThrow().size()));
        }
    }

    private static List<Long> ids(int count) {
        return LongStream.rangeClosed(1, count).boxed().toList();
    }

    private static void run(SfnClient client, String definition, String input) {
        String arn =
                client.createStateMachine(
                                request ->
                                        request.name("large")
                                                .type(StateMachineType.EXPRESS)
                                                .roleArn("arn:aws:iam::000000000000:role/test")
                                                .definition(definition))
                        .stateMachineArn();
        var execution =
                client.startSyncExecution(request -> request.stateMachineArn(arn).input(input));
        assertThat(execution.error()).isNull();
    }

    private static SfnClient client(StepFunctionsLocal local) {
        return SfnClient.builder()
                .endpointOverride(local.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .httpClient(UrlConnectionHttpClient.create())
                .overrideConfiguration(
                        sdk ->
                                sdk.putAdvancedOption(
                                        SdkAdvancedClientOption.DISABLE_HOST_PREFIX_INJECTION,
                                        true))
                .build();
    }
}

package dev.tablecast.functions.discarded;

import dev.tablecast.functions.aws.AwsClients;
import dev.tablecast.functions.feed.FeedParts;
import dev.tablecast.functions.feed.LogParts;
import dev.tablecast.functions.feed.LogSettings;
import dev.tablecast.functions.settings.EnvironmentSettings;
import dev.tablecast.functions.workflow.StepFunctionsWorkflow;
import java.util.Map;

/** The feed, made of the function's environment: {@code STATE_MACHINE_ARN}, {@link LogSettings}. */
final class DiscardedBatchParts {
    private DiscardedBatchParts() {}

    private record Values(String stateMachineArn, LogSettings log) {}

    static FeedParts from(Map<String, String> environment) {
        Values values =
                EnvironmentSettings.read(
                        environment,
                        settings ->
                                new Values(
                                        settings.required("STATE_MACHINE_ARN"),
                                        LogSettings.read(settings)));
        var clients = new AwsClients(environment);
        return FeedParts.of(
                values.log().feed(),
                LogParts.of(values.log(), clients.dynamoDb()),
                new StepFunctionsWorkflow(clients.stepFunctions(), values.stateMachineArn()));
    }
}

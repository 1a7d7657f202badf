package dev.tablecast.functions.stream;

import dev.tablecast.functions.aws.AwsClients;
import dev.tablecast.functions.feed.FeedParts;
import dev.tablecast.functions.feed.LogParts;
import dev.tablecast.functions.limits.Recount;
import dev.tablecast.functions.workflow.StepFunctionsWorkflow;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The parts of the trigger, made of its environment. */
record TriggerParts(FeedFunction function, Recount recount) {
    static TriggerParts from(Map<String, String> environment) {
        var settings = TriggerSettings.from(environment);
        var clients = new AwsClients(environment);
        DynamoDbClient dynamoDb = clients.dynamoDb();
        var feed =
                FeedParts.of(
                        settings.log().feed(),
                        LogParts.of(settings.log(), dynamoDb),
                        new StepFunctionsWorkflow(
                                clients.stepFunctions(), settings.stateMachineArn()));
        var function =
                new FeedFunction(
                        feed,
                        settings.format(),
                        clients.asynchronousInvocations()::invoke,
                        settings.handOverAlias());
        return new TriggerParts(function, Recount.from(environment, () -> dynamoDb));
    }
}

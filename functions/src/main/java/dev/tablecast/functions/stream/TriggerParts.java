package dev.tablecast.functions.stream;

import dev.tablecast.functions.aws.AwsClients;
import dev.tablecast.functions.limits.Recount;
import dev.tablecast.functions.log.ChangeLog;
import dev.tablecast.functions.log.Epochs;
import dev.tablecast.functions.log.Feed;
import dev.tablecast.functions.log.LogReader;
import dev.tablecast.functions.log.Pause;
import dev.tablecast.functions.log.RenewalThread;
import dev.tablecast.functions.workflow.StepFunctionsWorkflow;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The parts of the trigger, made of its environment. */
record TriggerParts(FeedFunction function, Recount recount) {
    private static final long TAIL_BYTES = 16L * 1024 * 1024;

    static TriggerParts from(Map<String, String> environment) {
        var settings = TriggerSettings.from(environment);
        var clients = new AwsClients(environment);
        DynamoDbClient dynamoDb = clients.dynamoDb();
        var clock = InstantSource.system();
        var pause = new Pause(new SecureRandom(), TriggerParts::sleep);
        var log =
                new ChangeLog(
                        dynamoDb,
                        settings.logTable(),
                        settings.feed(),
                        settings.retention(),
                        clock);
        var function =
                new FeedFunction(
                        log,
                        new LogReader(log, TAIL_BYTES, pause),
                        new Epochs(log, clock, settings.startsAtLatest()),
                        settings.format(),
                        new StepFunctionsWorkflow(
                                clients.stepFunctions(), settings.stateMachineArn()),
                        new RenewalThread(Feed.LEASE.dividedBy(3)),
                        clients.asynchronousInvocations()::invoke,
                        settings.handOverAlias(),
                        () -> UUID.randomUUID().toString(),
                        clock,
                        pause);
        return new TriggerParts(function, Recount.from(environment, () -> dynamoDb));
    }

    private static void sleep(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

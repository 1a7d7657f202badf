package dev.tablecast.statemachine;

import dev.tablecast.local.stepfunctions.StepFunctionsLocal;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.StateMachineType;
import software.amazon.awssdk.services.sfn.model.ValidateStateMachineDefinitionResponse;

/**
 * The broadcast with a table in DynamoDB Local and a {@link PlayedPostFunction}, both new for each
 * test. Waits take no time.
 */
final class BroadcastStage
        implements BeforeAllCallback, AfterAllCallback, BeforeEachCallback, AfterEachCallback {
    private static final String RANGE =
            "{\"feed\":\"Orders\",\"epoch\":\"k3\",\"from\":%d,\"to\":%d}";
    static final String SOMETHING_TO_SEND = RANGE.formatted(4712, 4718);
    static final String NOTHING_TO_SEND = RANGE.formatted(4719, 4718);

    private PlayedPostFunction post = new PlayedPostFunction();
    private DynamoDbLocal dynamoDb;
    private ConnectionsTable table;
    private StepFunctionsLocal stepFunctions;
    private SfnClient client;

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        dynamoDb = DynamoDbLocal.start();
        stepFunctions =
                StepFunctionsLocal.builder()
                        .port(0)
                        .waitScale(0)
                        .dynamoDbEndpoint(dynamoDb.endpoint())
                        .lambdaFunctions((name, payload) -> post.invoke(name, payload))
                        .start();
        client =
                SfnClient.builder()
                        .endpointOverride(stepFunctions.endpoint())
                        .region(Region.US_EAST_1)
                        .credentialsProvider(AnonymousCredentialsProvider.create())
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .overrideConfiguration(
                                sdk ->
                                        sdk.putAdvancedOption(
                                                SdkAdvancedClientOption
                                                        .DISABLE_HOST_PREFIX_INJECTION,
                                                true))
                        .build();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        post = new PlayedPostFunction();
        table = ConnectionsTable.create(dynamoDb.endpoint());
    }

    @Override
    public void afterEach(ExtensionContext context) {
        table.close();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        client.close();
        stepFunctions.close();
        dynamoDb.close();
    }

    PlayedPostFunction post() {
        return post;
    }

    ConnectionsTable table() {
        return table;
    }

    ValidateStateMachineDefinitionResponse validate(BroadcastDefinition definition) {
        return client.validateStateMachineDefinition(
                request -> request.definition(definition.text()).type(StateMachineType.EXPRESS));
    }

    BroadcastRun run(int pageSize, int chunkSize) {
        return run(pageSize, chunkSize, SOMETHING_TO_SEND);
    }

    BroadcastRun run(int pageSize, int chunkSize, String input) {
        var definition = BroadcastDefinition.with(pageSize, chunkSize).text();
        String arn =
                client.createStateMachine(
                                request ->
                                        request.name(
                                                        "broadcast-%d-%d"
                                                                .formatted(pageSize, chunkSize))
                                                .type(StateMachineType.EXPRESS)
                                                .roleArn("arn:aws:iam::000000000000:role/broadcast")
                                                .definition(definition))
                        .stateMachineArn();
        var execution =
                client.startSyncExecution(request -> request.stateMachineArn(arn).input(input));
        return new BroadcastRun(
                execution, stepFunctions.history(execution.executionArn()).orElseThrow());
    }
}

package dev.tablecast.local.cloud;

import dev.tablecast.local.cloud.calls.Callers;
import dev.tablecast.local.cloud.dynamodb.DynamoDbLocal;
import dev.tablecast.local.cloud.gateway.GatewayBuilder;
import dev.tablecast.local.cloud.invoke.LambdaApi;
import dev.tablecast.local.cloud.provision.Functions;
import dev.tablecast.local.cloud.provision.InProcessFunctions;
import dev.tablecast.local.stepfunctions.StepFunctionsLocal;
import dev.tablecast.local.stepfunctions.api.ApiCallListener;
import dev.tablecast.local.stepfunctions.loopback.LoopbackServer;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The services that the Pulumi program's resources need: they listen before it runs.
 *
 * @param gatewayPort the gateway's port, which is served when the program has made the API
 */
record Services(
        DynamoDbLocal dynamoDb,
        DynamoDbClient dynamoDbClient,
        StepFunctionsLocal stepFunctions,
        LambdaApi lambda,
        LoopbackServer gatewayPort) {

    /**
     * Starts the services.
     *
     * @param functions the functions that Step Functions and Lambda's API invoke
     * @param closing gets each service as soon as it is open
     */
    static Services start(
            LocalCloudOptions options, Functions functions, Callers callers, Closing closing) {
        var dynamoDb =
                closing.on(
                        DynamoDbLocal.start(
                                options.ports().dynamoDb(),
                                options.hosts(),
                                options.faults().dynamoDb(),
                                callers));
        var stepFunctions =
                closing.on(
                        StepFunctionsLocal.builder()
                                .port(options.ports().stepFunctions())
                                .hosts(options.hosts())
                                .dynamoDbEndpoint(dynamoDb.endpoint())
                                .lambdaFunctions(new InProcessFunctions(functions, callers))
                                .accessKeyIds(callers::accessKeyId)
                                .apiCalls(call -> noteCall(callers, call))
                                .executionFaults(options.faults().executions())
                                .start());
        var gatewayPort =
                closing.on(LoopbackServer.open(GatewayBuilder.THREADS, options.ports().gateway()));
        var lambda = closing.on(LambdaApi.start(options.hosts(), functions::find, callers));
        var dynamoDbClient = closing.on(LocalClients.dynamoDb(dynamoDb.endpoint()));
        return new Services(dynamoDb, dynamoDbClient, stepFunctions, lambda, gatewayPort);
    }

    /** Returns the environment variables with which functions find the services. */
    Map<String, String> environment() {
        return LocalClients.environment(
                dynamoDb.endpoint(), stepFunctions.endpoint(), lambda.endpoint());
    }

    private static void noteCall(Callers callers, ApiCallListener.Call call) {
        callers.calledWith(
                call.accessKeyId(),
                "states:" + call.action(),
                call.resource().isEmpty() ? "*" : call.resource());
    }
}

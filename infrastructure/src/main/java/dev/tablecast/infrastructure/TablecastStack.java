package dev.tablecast.infrastructure;

import com.pulumi.Context;
import dev.tablecast.infrastructure.configuration.Auth;
import dev.tablecast.infrastructure.configuration.TablecastConfiguration;

/** The whole system: from a change in the source table to a message at every connection. */
public final class TablecastStack {
    private TablecastStack() {}

    /**
     * Registers every resource and exports what users of the stack need.
     *
     * <p>It asks the provider for nothing, so it runs as well where something else than AWS answers
     * to the resources.
     */
    public static void provision(
            Context context, TablecastConfiguration configuration, Artifacts artifacts) {
        var definition = new WorkflowDefinition(artifacts.definition());
        warnIfOpen(context, configuration.auth());
        var stack = new StackName(context.projectName(), context.stackName());
        var jar = artifacts.functionsJar();

        var tables = new Tables(configuration.sourceTable(), stack);
        var connectionFunctions =
                new ConnectionFunctions(
                        tables.connections(), configuration.allowedOrigins(), jar, stack);
        var api = new WebSocketApi(configuration.auth(), connectionFunctions, jar, stack);
        var posting = new PostFunction(configuration.broadcast(), api, jar, stack);
        var workflow =
                new BroadcastWorkflow(
                        definition,
                        configuration.broadcast(),
                        configuration.logExecutionData(),
                        tables.connections(),
                        posting.function(),
                        stack);
        var trigger =
                new StreamTrigger(
                        configuration.streamDelivery(),
                        configuration.messageFormat(),
                        tables.source(),
                        workflow.stateMachine(),
                        jar,
                        stack);
        new DiscardedBatches(trigger.onFailure(), workflow.stateMachine(), jar, stack);

        context.export("webSocketUrl", api.url())
                .export("connectionsEndpoint", api.connectionsEndpoint())
                .export("sourceTableName", tables.source().name())
                .export("connectionsTableName", tables.connections().name())
                .export("sourceStreamArn", tables.source().streamArn())
                .export("stateMachineArn", workflow.stateMachine().arn())
                .export("onFailureQueueUrl", trigger.onFailure().url());
    }

    private static void warnIfOpen(Context context, Auth auth) {
        if (auth instanceof Auth.None) {
            context.log()
                    .warn(
                            "tablecast:auth is \"none\": whoever knows the URL receives every"
                                + " change. Set it to jwt to let in who has a token, or to iam for"
                                + " AWS identities.");
        }
    }
}

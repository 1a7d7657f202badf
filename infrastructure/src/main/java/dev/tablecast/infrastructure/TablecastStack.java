package dev.tablecast.infrastructure;

import com.pulumi.Context;
import com.pulumi.aws.sfn.StateMachine;
import com.pulumi.core.Output;
import com.pulumi.exceptions.RunException;
import dev.tablecast.infrastructure.account.Account;
import dev.tablecast.infrastructure.account.RegionalFeatures;
import dev.tablecast.infrastructure.configuration.Auth;
import dev.tablecast.infrastructure.configuration.FunctionRuntime;
import dev.tablecast.infrastructure.configuration.MessageFormat;
import dev.tablecast.infrastructure.configuration.TablecastConfiguration;

/** The whole system: from a change in the source table to a message at every connection. */
public final class TablecastStack {
    private TablecastStack() {}

    /**
     * Registers every resource and exports what users of the stack need.
     *
     * <p>It asks the provider for account and Region, and whether API Gateway may write logs. So it
     * runs as well where something else than AWS answers.
     */
    public static void provision(
            Context context, TablecastConfiguration configuration, Artifacts artifacts) {
        provision(context, Account.lookUp(), configuration, artifacts);
    }

    static void provision(
            Context context,
            Account account,
            TablecastConfiguration configuration,
            Artifacts artifacts) {
        var definition = new WorkflowDefinition(artifacts.definition());
        warnIfOpen(context, configuration.auth());
        warnIfWithoutFilters(context, configuration.messageFormat());
        var stack =
                new Stack(
                        context.projectName(),
                        context.stackName(),
                        account,
                        configuration.logRetentionDays(),
                        configuration.functionRuntime(),
                        configuration.governance());
        features(context, configuration.functionRuntime(), stack.features());
        var sizes = configuration.functionSizes();
        var jar = artifacts.functionsJar();

        var tables =
                new Tables(
                        configuration.source(),
                        configuration.connectionBounds(),
                        configuration.deletionProtection(),
                        stack);
        var log =
                new FeedLog(
                        tables.changeLog(),
                        configuration.source().feed(),
                        configuration.replay(),
                        tables.source().startsAtLatest());
        var connectionFunctions =
                new ConnectionFunctions(
                        tables.connections(),
                        tables.counts(),
                        configuration.allowedOrigins(),
                        configuration.messageFormat(),
                        log,
                        sizes,
                        jar,
                        stack);
        var api =
                new WebSocketApi(
                        configuration.auth(),
                        configuration.stageLimits(),
                        configuration.accessLog(),
                        configuration.customDomain(),
                        connectionFunctions,
                        stage ->
                                new SubscribeFunction(
                                        stage,
                                        tables.connections(),
                                        log,
                                        tables.source(),
                                        configuration.snapshots(),
                                        configuration.messageFormat(),
                                        sizes,
                                        jar,
                                        stack),
                        sizes,
                        jar,
                        context.log()::warn,
                        stack);
        var posting =
                new PostFunction(
                        configuration.broadcast(),
                        configuration.messageFormat(),
                        sizes,
                        api.address(),
                        log,
                        jar,
                        stack);
        var workflow =
                new BroadcastWorkflow(
                        definition,
                        configuration.broadcast(),
                        configuration.executionTrace(),
                        tables.connections(),
                        posting.function(),
                        stack);
        var trigger =
                new StreamTrigger(
                        configuration.streamDelivery(),
                        configuration.messageFormat(),
                        sizes,
                        tables,
                        log,
                        workflow.stateMachine(),
                        jar,
                        stack);
        new Sweeps(configuration.sweepMinutes(), trigger.function(), stack);
        var discarded =
                new DiscardedBatches(
                        sizes, trigger.onFailure(), log, workflow.stateMachine(), jar, stack);
        var metrics =
                new SystemMetrics(
                        api,
                        connectionFunctions,
                        posting,
                        workflow,
                        trigger,
                        discarded,
                        tables.connections(),
                        tables.changeLog());
        var alarms =
                new Alarms(configuration.alarms(), configuration.sweepMinutes(), metrics, stack);
        var dashboard = new OperationsDashboard(metrics, alarms.arns(), stack);

        context.export("webSocketUrl", api.url())
                .export("region", Output.of(account.region()))
                .export("connectionsEndpoint", api.connectionsEndpoint())
                .export("sourceTableName", tables.source().table())
                .export("connectionsTableName", tables.connections().name())
                .export("changeLogTableName", tables.changeLog().name())
                .export("sourceStreamArn", tables.source().arn())
                .export("stateMachineArn", workflow.stateMachine().arn())
                .export("onFailureQueueUrl", trigger.onFailure().url())
                .export("executionsUrl", executionsUrl(workflow.stateMachine()))
                .export("dashboardUrl", dashboardUrl(workflow.stateMachine(), dashboard));
        api.customDomainTarget().ifPresent(target -> context.export("customDomainTarget", target));
    }

    /** Says what the Region lacks. */
    private static void features(
            Context context, FunctionRuntime runtime, RegionalFeatures features) {
        if (!features.missingServices().isEmpty()) {
            throw new RunException(
                    "The Region %s has no %s: nothing can be deployed to it"
                            .formatted(
                                    features.account().region(),
                                    String.join(", ", features.missingServices())));
        }
        features.notices(runtime.snapStart().isPresent(), runtime.architecture().isPresent())
                .forEach(context.log()::warn);
    }

    private static Output<String> executionsUrl(StateMachine stateMachine) {
        return stateMachine.arn().applyValue(arn -> AwsConsole.of(arn).executions(arn));
    }

    private static Output<String> dashboardUrl(
            StateMachine stateMachine, OperationsDashboard dashboard) {
        return Output.tuple(stateMachine.arn(), dashboard.name())
                .applyValue(known -> AwsConsole.of(known.t1).dashboard(known.t2));
    }

    private static void warnIfWithoutFilters(Context context, MessageFormat format) {
        if (format instanceof MessageFormat.Json json && !json.views().filters()) {
            context.log()
                    .warn(
                            "The source's stream isn't known to have both images: subscriptions"
                                    + " with a filter are refused. They need a table, named by"
                                    + " tablecast:existingTable, whose stream has"
                                    + " NEW_AND_OLD_IMAGES.");
        }
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

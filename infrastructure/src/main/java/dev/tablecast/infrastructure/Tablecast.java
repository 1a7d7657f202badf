package dev.tablecast.infrastructure;

import com.pulumi.Context;
import com.pulumi.aws.sfn.StateMachine;
import com.pulumi.core.Output;
import com.pulumi.deployment.InvokeOptions;
import com.pulumi.exceptions.RunException;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import dev.tablecast.infrastructure.account.Account;
import dev.tablecast.infrastructure.account.RegionalFeatures;
import dev.tablecast.infrastructure.configuration.access.Auth;
import dev.tablecast.infrastructure.configuration.function.FunctionRuntime;
import dev.tablecast.infrastructure.configuration.message.MessageFormat;
import dev.tablecast.infrastructure.configuration.setting.SettingNames;
import dev.tablecast.infrastructure.configuration.table.Surroundings;
import dev.tablecast.infrastructure.operations.Alarms;
import dev.tablecast.infrastructure.operations.AwsConsole;
import dev.tablecast.infrastructure.operations.OperationsDashboard;
import dev.tablecast.infrastructure.operations.SystemMetrics;
import dev.tablecast.infrastructure.stack.Names;
import dev.tablecast.infrastructure.stack.Stack;
import dev.tablecast.infrastructure.stream.DiscardedBatches;
import dev.tablecast.infrastructure.stream.StreamTrigger;
import dev.tablecast.infrastructure.stream.Sweeps;
import dev.tablecast.infrastructure.table.FeedLog;
import dev.tablecast.infrastructure.table.ProviderTables;
import dev.tablecast.infrastructure.table.Tables;
import dev.tablecast.infrastructure.websocket.ApiGatewayAccounts;
import dev.tablecast.infrastructure.websocket.ConnectionFunctions;
import dev.tablecast.infrastructure.websocket.SubscribeFunction;
import dev.tablecast.infrastructure.websocket.WebSocketApi;
import dev.tablecast.infrastructure.workflow.BroadcastWorkflow;
import dev.tablecast.infrastructure.workflow.PostFunction;
import dev.tablecast.infrastructure.workflow.WorkflowDefinition;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A feed of a table's changes: the whole system, from a change in the table to a message at every
 * connection.
 *
 * <pre>{@code
 * var orders = new Tablecast(context, "orders",
 *         TablecastArgs.builder().auth("iam").sourceTable(table).build());
 * context.export("ordersUrl", orders.webSocketUrl());
 * }</pre>
 *
 * <p>A program may have several, each with a name of its own, under which all its resources are
 * ({@link Names}). They are made by the component's provider, in its account and Region.
 */
public final class Tablecast extends ComponentResource {
    private final Map<String, Output<?>> outputs = new LinkedHashMap<>();
    private final Output<String> webSocketUrl;
    private final Output<String> sourceTableName;
    private final Output<String> stateMachineArn;
    private final Output<String> dashboardUrl;

    /**
     * Makes the component's resources.
     *
     * @throws dev.tablecast.infrastructure.configuration.setting.InvalidConfigurationException if
     *     arguments are missing, wrong or contradict each other; it names all of them
     */
    public Tablecast(Context context, String name, TablecastArgs args) {
        this(context, name, args, ComponentResourceOptions.Empty);
    }

    /**
     * Makes the component's resources, with options such as {@code providers} and {@code parent}.
     */
    public Tablecast(
            Context context, String name, TablecastArgs args, ComponentResourceOptions options) {
        super("tablecast:infrastructure:Tablecast", name, options);
        CommonPool.ensureThreads();
        var lookups = InvokeOptions.builder().parent(this).build();
        var account = Account.lookUp(lookups);
        var configuration =
                args.configuration(
                        name, new Surroundings(Optional.of(account), new ProviderTables(lookups)));
        var settingNames = args.settingNames(name);
        var artifacts = args.artifacts();
        var definition = new WorkflowDefinition(artifacts.definition());
        warnIfOpen(context, configuration.auth(), settingNames);
        warnIfWithoutFilters(context, configuration.messageFormat(), settingNames);
        var stack =
                new Stack(
                        this,
                        new Names(
                                context.projectName(), context.stackName(), name, account.region()),
                        account,
                        configuration.logRetentionDays(),
                        configuration.functionRuntime(),
                        configuration.governance());
        features(context, configuration.functionRuntime(), stack.features(), settingNames);
        var sizes = configuration.functionSizes();
        var jar = artifacts.functionsJar();
        var source = configuration.checkedSource(settingNames);

        var tables =
                new Tables(
                        source,
                        configuration.connectionBounds(),
                        configuration.deletionProtection(),
                        stack);
        var log =
                new FeedLog(
                        tables.changeLog(),
                        source.feed(),
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
                        ApiGatewayAccounts.of(context),
                        settingNames,
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

        webSocketUrl = output("webSocketUrl", api.url());
        output("region", Output.of(account.region()));
        output("connectionsEndpoint", api.connectionsEndpoint());
        sourceTableName = output("sourceTableName", tables.source().table());
        output("connectionsTableName", tables.connections().name());
        output("changeLogTableName", tables.changeLog().name());
        output("sourceStreamArn", tables.source().arn());
        stateMachineArn = output("stateMachineArn", workflow.stateMachine().arn());
        output("onFailureQueueUrl", trigger.onFailure().url());
        output("executionsUrl", executionsUrl(workflow.stateMachine()));
        dashboardUrl = output("dashboardUrl", dashboardUrl(workflow.stateMachine(), dashboard));
        api.customDomainTarget().ifPresent(target -> output("customDomainTarget", target));
        registerOutputs(outputs);
    }

    /**
     * Makes the one component of a program, called like the project, and exports what its users
     * need.
     */
    public static void provision(Context context, TablecastArgs args) {
        new Tablecast(context, context.projectName(), args).outputs().forEach(context::export);
    }

    /** Returns the address that clients connect to. */
    public Output<String> webSocketUrl() {
        return webSocketUrl;
    }

    /** Returns the name of the table whose changes are broadcast. */
    public Output<String> sourceTableName() {
        return sourceTableName;
    }

    /** Returns the ARN of the workflow that takes changes to all connections. */
    public Output<String> stateMachineArn() {
        return stateMachineArn;
    }

    /** Returns the address of the dashboard in the AWS console. */
    public Output<String> dashboardUrl() {
        return dashboardUrl;
    }

    /** Returns everything that users of the system need, by the names in {@code docs/deploy.md}. */
    public Map<String, Output<?>> outputs() {
        return Map.copyOf(outputs);
    }

    private <T> Output<T> output(String name, Output<T> value) {
        outputs.put(name, value);
        return value;
    }

    /** Logs a warning for each feature that the Region lacks. */
    private static void features(
            Context context,
            FunctionRuntime runtime,
            RegionalFeatures features,
            SettingNames settingNames) {
        if (!features.missingServices().isEmpty()) {
            throw new RunException(
                    "The Region %s has no %s: nothing can be deployed to it"
                            .formatted(
                                    features.account().region(),
                                    String.join(", ", features.missingServices())));
        }
        features.notices(
                        runtime.snapStart().isPresent(),
                        runtime.architecture().isPresent(),
                        settingNames::of)
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

    private static void warnIfWithoutFilters(
            Context context, MessageFormat format, SettingNames settingNames) {
        if (format instanceof MessageFormat.Json json && !json.views().filters()) {
            context.log()
                    .warn(
                            "The source's stream isn't known to have both images: subscriptions"
                                    + " with a filter are refused. They need a table, named by "
                                    + settingNames.of("existingTable")
                                    + ", whose stream has NEW_AND_OLD_IMAGES.");
        }
    }

    private static void warnIfOpen(Context context, Auth auth, SettingNames settingNames) {
        if (auth instanceof Auth.None) {
            context.log()
                    .warn(
                            settingNames.of("auth")
                                    + " is \"none\": anyone who knows the URL receives every"
                                    + " change. Set it to jwt to admit clients with a token, or to"
                                    + " iam for AWS identities.");
        }
    }
}

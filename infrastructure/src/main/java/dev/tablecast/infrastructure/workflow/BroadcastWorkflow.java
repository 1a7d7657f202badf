package dev.tablecast.infrastructure.workflow;

import static dev.tablecast.infrastructure.workflow.WorkflowDefinition.CHUNK_SIZE;
import static dev.tablecast.infrastructure.workflow.WorkflowDefinition.CONNECTIONS_TABLE;
import static dev.tablecast.infrastructure.workflow.WorkflowDefinition.PAGE_SIZE;
import static dev.tablecast.infrastructure.workflow.WorkflowDefinition.PARTITION;
import static dev.tablecast.infrastructure.workflow.WorkflowDefinition.POST_FUNCTION_ARN;

import com.pulumi.aws.cloudwatch.LogGroup;
import com.pulumi.aws.dynamodb.Table;
import com.pulumi.aws.sfn.StateMachine;
import com.pulumi.aws.sfn.StateMachineArgs;
import com.pulumi.aws.sfn.inputs.StateMachineLoggingConfigurationArgs;
import com.pulumi.aws.sfn.inputs.StateMachineTracingConfigurationArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.CustomResourceOptions;
import dev.tablecast.infrastructure.configuration.message.BroadcastLimits;
import dev.tablecast.infrastructure.configuration.operations.ExecutionTrace;
import dev.tablecast.infrastructure.function.JavaFunction;
import dev.tablecast.infrastructure.function.Logs;
import dev.tablecast.infrastructure.role.ServiceRole;
import dev.tablecast.infrastructure.role.Statement;
import dev.tablecast.infrastructure.stack.Stack;
import java.util.List;
import java.util.Map;

/** The Express workflow that delivers changes to every connection, with its role and its log. */
public final class BroadcastWorkflow extends ComponentResource {
    private static final String NAME = "broadcast";

    private final StateMachine stateMachine;
    private final LogGroup logs;

    public BroadcastWorkflow(
            WorkflowDefinition definition,
            BroadcastLimits settings,
            ExecutionTrace trace,
            Table connections,
            JavaFunction post,
            Stack stack) {
        super("tablecast:infrastructure:BroadcastWorkflow", stack.logical(NAME), stack.parent());
        // CloudWatch counts other log groups against a policy that has 5,120 characters in all.
        logs = Logs.group("/aws/vendedlogs/states/", NAME, stack, this);
        var role =
                ServiceRole.create(
                        NAME, "states.amazonaws.com", permissions(connections, post), stack, this);
        var args =
                StateMachineArgs.builder()
                        .name(stack.of(NAME))
                        .type("EXPRESS")
                        .definition(substituted(definition, settings, connections, post, stack))
                        .roleArn(role.arn())
                        .loggingConfiguration(
                                StateMachineLoggingConfigurationArgs.builder()
                                        .level(trace.logLevel())
                                        .includeExecutionData(trace.includesData())
                                        .logDestination(Logs.everythingIn(logs))
                                        .build())
                        .tracingConfiguration(
                                StateMachineTracingConfigurationArgs.builder()
                                        .enabled(true)
                                        .build())
                        .tags(stack.tags());
        stateMachine =
                new StateMachine(
                        stack.logical(NAME),
                        args.build(),
                        CustomResourceOptions.builder()
                                .parent(this)
                                .dependsOn(role.policy())
                                .build());
        registerOutputs(Map.of("arn", stateMachine.arn()));
    }

    /** Returns the name of the workflow's log group. */
    public Output<String> log() {
        return logs.name();
    }

    public StateMachine stateMachine() {
        return stateMachine;
    }

    private static Output<String> substituted(
            WorkflowDefinition definition,
            BroadcastLimits settings,
            Table connections,
            JavaFunction post,
            Stack stack) {
        return Output.tuple(connections.name(), post.invocableArn())
                .applyValue(
                        known ->
                                definition.with(
                                        Map.of(
                                                PARTITION,
                                                stack.account().partition(),
                                                CONNECTIONS_TABLE,
                                                known.t1,
                                                POST_FUNCTION_ARN,
                                                known.t2,
                                                PAGE_SIZE,
                                                Integer.toString(settings.pageSize()),
                                                CHUNK_SIZE,
                                                Integer.toString(settings.chunkSize()))));
    }

    private static List<Statement> permissions(Table connections, JavaFunction post) {
        return List.of(
                Statement.allow("lambda:InvokeFunction").on(post.invocableArn()),
                Statement.allow("dynamodb:Scan", "dynamodb:DeleteItem").on(connections.arn()),
                // Neither of these two lists knows a narrower resource.
                Statement.allow(
                                "logs:CreateLogDelivery",
                                "logs:GetLogDelivery",
                                "logs:UpdateLogDelivery",
                                "logs:DeleteLogDelivery",
                                "logs:ListLogDeliveries",
                                "logs:PutResourcePolicy",
                                "logs:DescribeResourcePolicies",
                                "logs:DescribeLogGroups")
                        .onAnything(),
                Statement.allow(
                                "xray:PutTraceSegments",
                                "xray:PutTelemetryRecords",
                                "xray:GetSamplingRules",
                                "xray:GetSamplingTargets")
                        .onAnything());
    }
}

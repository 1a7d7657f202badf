package dev.tablecast.infrastructure.stream;

import com.pulumi.aws.scheduler.Schedule;
import com.pulumi.aws.scheduler.ScheduleArgs;
import com.pulumi.aws.scheduler.inputs.ScheduleFlexibleTimeWindowArgs;
import com.pulumi.aws.scheduler.inputs.ScheduleTargetArgs;
import com.pulumi.aws.scheduler.inputs.ScheduleTargetRetryPolicyArgs;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.CustomResourceOptions;
import dev.tablecast.infrastructure.function.JavaFunction;
import dev.tablecast.infrastructure.role.ServiceRole;
import dev.tablecast.infrastructure.role.Statement;
import dev.tablecast.infrastructure.stack.Stack;
import java.util.List;
import java.util.Map;

/**
 * The schedule that invokes the stream trigger for sweeps, so that connections with expired tokens
 * are closed even if nothing changes.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html">Schedule
 *     types in EventBridge Scheduler</a>
 */
public final class Sweeps extends ComponentResource {
    private static final String NAME = "sweep";

    /** A batch without records, which the function distinguishes from one of a stream. */
    private static final String EVENT = "{\"Records\":[{\"eventSource\":\"aws:scheduler\"}]}";

    /**
     * The shortest event age that EventBridge Scheduler accepts; a later invocation is left to the
     * next sweep.
     */
    private static final int EVENT_AGE_SECONDS = 60;

    public Sweeps(int minutes, JavaFunction trigger, Stack stack) {
        super("tablecast:infrastructure:Sweeps", stack.logical(NAME), stack.parent());
        var role =
                ServiceRole.create(
                        NAME,
                        "scheduler.amazonaws.com",
                        List.of(
                                Statement.allow("lambda:InvokeFunction")
                                        .on(trigger.invocableArn())),
                        stack,
                        this);
        var args =
                ScheduleArgs.builder()
                        .name(stack.of(NAME))
                        .description("Lets the stream trigger sweep the connections.")
                        .scheduleExpression(
                                minutes == 1
                                        ? "rate(1 minute)"
                                        : "rate(%d minutes)".formatted(minutes))
                        .flexibleTimeWindow(
                                ScheduleFlexibleTimeWindowArgs.builder().mode("OFF").build())
                        .target(
                                ScheduleTargetArgs.builder()
                                        .arn(trigger.invocableArn())
                                        .roleArn(role.arn())
                                        .input(EVENT)
                                        .retryPolicy(
                                                ScheduleTargetRetryPolicyArgs.builder()
                                                        .maximumEventAgeInSeconds(EVENT_AGE_SECONDS)
                                                        .maximumRetryAttempts(0)
                                                        .build())
                                        .build());
        var schedule =
                new Schedule(
                        stack.logical(NAME),
                        args.build(),
                        CustomResourceOptions.builder()
                                .parent(this)
                                .dependsOn(role.policy())
                                .build());
        registerOutputs(Map.of("name", schedule.name()));
    }
}

package dev.tablecast.local.cloud.provision;

import dev.tablecast.local.cloud.calls.AwsCall;
import dev.tablecast.local.cloud.calls.AwsCalls;
import dev.tablecast.local.cloud.calls.Callers;
import dev.tablecast.local.cloud.lambda.LambdaFunction;
import dev.tablecast.local.cloud.schedule.Schedule;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/**
 * {@code aws:scheduler/schedule:Schedule}: the schedules of this program's functions, which start
 * after the program has run.
 */
public final class Schedules implements ResourceType {
    private static final Pattern RATE =
            Pattern.compile("rate\\((?<number>[1-9]\\d{0,8}) (?<unit>minute|hour|day)s?\\)");
    private static final Set<String> INPUTS =
            Set.of(
                    "name",
                    "description",
                    "scheduleExpression",
                    "flexibleTimeWindow",
                    "target",
                    "state");
    private static final Set<String> TARGET_INPUTS =
            Set.of("arn", "roleArn", "input", "retryPolicy");
    private static final String ENABLED = "ENABLED";

    private final Functions functions;
    private final Callers callers;
    private final List<Schedule> schedules = new CopyOnWriteArrayList<>();

    public Schedules(Functions functions) {
        this(functions, new Callers(AwsCalls.NONE));
    }

    /**
     * @param callers records each invocation with the role of the schedule
     */
    public Schedules(Functions functions, Callers callers) {
        this.functions = functions;
        this.callers = callers;
    }

    @Override
    public Map<String, Object> provision(Resource resource) {
        requireKnown(resource, INPUTS);
        String mode = resource.child("flexibleTimeWindow").orElse(resource).text("mode");
        if (!mode.equals("OFF")) {
            throw resource.unsupported("flexibleTimeWindow.mode", mode, "OFF");
        }
        String name = resource.optionalText("name").orElse(resource.name());
        var schedule =
                new Schedule(
                        name,
                        rate(resource),
                        target(resource).optionalText("input").orElse("{}"),
                        function(resource, target(resource)));
        if (resource.optionalText("state").orElse(ENABLED).equals(ENABLED)) {
            schedules.add(schedule);
        }
        return resource.outputs(
                "name", name, "arn", Arns.arn("scheduler", "schedule/default/" + name));
    }

    /** Returns the enabled schedules. */
    public List<Schedule> all() {
        return List.copyOf(schedules);
    }

    private static Resource target(Resource resource) {
        Resource target =
                resource.child("target")
                        .orElseThrow(() -> resource.unsupported("target", "not set", "a function"));
        requireKnown(target, TARGET_INPUTS);
        target.child("retryPolicy")
                .map(policy -> policy.integer("maximumRetryAttempts", 0))
                .filter(attempts -> attempts > 0)
                .ifPresent(
                        attempts -> {
                            throw target.unsupported(
                                    "retryPolicy.maximumRetryAttempts", attempts, "no retries, 0");
                        });
        return target;
    }

    private LambdaFunction function(Resource resource, Resource target) {
        String arn = target.text("arn");
        String role = target.text("roleArn");
        LambdaFunction function =
                functions
                        .find(arn)
                        .orElseThrow(
                                () ->
                                        resource.unsupported(
                                                "target.arn",
                                                arn,
                                                "the functions of this program"));
        return event -> {
            callers.called(new AwsCall(role, "lambda:InvokeFunction", arn));
            return function.invoke(event);
        };
    }

    private static Duration rate(Resource resource) {
        String expression = resource.text("scheduleExpression");
        var rate = RATE.matcher(expression);
        if (!rate.matches()) {
            throw resource.unsupported(
                    "scheduleExpression", expression, "rates such as rate(5 minutes)");
        }
        long number = Long.parseLong(rate.group("number"));
        return switch (rate.group("unit")) {
            case "minute" -> Duration.ofMinutes(number);
            case "hour" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }

    private static void requireKnown(Resource resource, Set<String> inputs) {
        for (String input : resource.inputs().keySet()) {
            if (!inputs.contains(input)) {
                throw resource.unsupported(input, "set", "only " + new TreeSet<>(inputs));
            }
        }
    }
}

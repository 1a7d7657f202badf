package dev.tablecast.local.stepfunctions.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.local.stepfunctions.execution.task.PendingTasks;
import dev.tablecast.local.stepfunctions.failure.ErrorNames;
import dev.tablecast.local.stepfunctions.failure.FailureException;
import dev.tablecast.local.stepfunctions.integration.ServiceIntegration;
import dev.tablecast.local.stepfunctions.integration.TaskAnswer;
import dev.tablecast.local.stepfunctions.integration.TaskCall;
import dev.tablecast.local.stepfunctions.resource.TaskResource;
import java.util.List;
import java.util.Objects;

/**
 * The integrations that Step Functions itself serves: activities and nested executions. All other
 * calls go to the other integrations.
 */
public final class EngineTasks implements ServiceIntegration {
    private static final String START_EXECUTION = "states:startExecution";

    private final ServiceIntegration others;
    private final Activities activities;
    private final NestedExecutions nested;

    public EngineTasks(
            ServiceIntegration others,
            Publications publications,
            Executions executions,
            Activities activities,
            PendingTasks pendingTasks) {
        this.others = others;
        this.activities = activities;
        this.nested = new NestedExecutions(publications, executions, pendingTasks);
    }

    @Override
    public List<String> problems(String resource, JsonNode parameters) {
        return problems(others, resource, parameters);
    }

    /**
     * Returns the problems of a resource, as {@link #problems(String, JsonNode)} does, while there
     * are no executions yet.
     *
     * @param others the integrations of all other services
     */
    public static List<String> problems(
            ServiceIntegration others, String resource, JsonNode parameters) {
        return startsExecution(TaskResource.parse(resource))
                ? NestedExecutions.problems(resource, parameters)
                : others.problems(resource, parameters);
    }

    private static boolean startsExecution(TaskResource resource) {
        return resource instanceof TaskResource.Service service && service.is(START_EXECUTION);
    }

    @Override
    public JsonNode call(TaskCall call) throws InterruptedException {
        return startsExecution(call.resource())
                ? nested.start(call, this).response()
                : others.call(call);
    }

    @Override
    public TaskAnswer begin(TaskCall call) throws InterruptedException {
        if (call.resource() instanceof TaskResource.Activity(String arn)) {
            return begin(arn, call);
        }
        return startsExecution(call.resource()) ? nested.begin(call, this) : others.begin(call);
    }

    private TaskAnswer begin(String arn, TaskCall call) {
        var activity =
                activities
                        .find(arn)
                        .orElseThrow(
                                () ->
                                        new FailureException(
                                                ErrorNames.RUNTIME,
                                                "The activity " + arn + " does not exist."));
        var task = new Activities.Task(Objects.requireNonNull(call.taskToken()), call.parameters());
        activity.tasks().add(task);
        return new TaskAnswer.Submitted(call.parameters(), () -> activity.tasks().remove(task));
    }
}

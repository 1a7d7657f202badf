package dev.tablecast.local.stepfunctions.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tablecast.local.stepfunctions.json.Json;
import dev.tablecast.local.stepfunctions.registry.Activities;
import dev.tablecast.local.stepfunctions.registry.Activities.Activity;
import java.util.Map;

/** The actions for activities. */
final class ActivityOperations {
    private final Activities activities;

    ActivityOperations(Activities activities) {
        this.activities = activities;
    }

    Map<String, Operation> all() {
        return Map.of(
                "CreateActivity", this::create,
                "DescribeActivity", this::describe,
                "ListActivities", this::list,
                "DeleteActivity", this::delete,
                "GetActivityTask", this::task);
    }

    private JsonNode create(Parameters parameters) {
        var activity = activities.create(parameters.text("name"));
        var answer = Json.object().put("activityArn", activity.arn());
        return answer.set("creationDate", Wire.timestamp(activity.created()));
    }

    private JsonNode describe(Parameters parameters) {
        var answer = summary(activities.get(parameters.text("activityArn")));
        answer.putObject("encryptionConfiguration").put("type", "AWS_OWNED_KEY");
        return answer;
    }

    private JsonNode list(Parameters parameters) {
        var page = Page.of(activities.all(), Activity::arn, parameters, Page.TOKEN);
        var answer = Json.object();
        var list = answer.putArray("activities");
        page.items().forEach(activity -> list.add(summary(activity)));
        page.putToken(answer);
        return answer;
    }

    private static ObjectNode summary(Activity activity) {
        var json = Json.object().put("activityArn", activity.arn()).put("name", activity.name());
        return json.set("creationDate", Wire.timestamp(activity.created()));
    }

    private JsonNode delete(Parameters parameters) {
        activities.delete(parameters.text("activityArn"));
        return Json.object();
    }

    private JsonNode task(Parameters parameters) throws InterruptedException {
        var task =
                activities.nextTask(
                        parameters.text("activityArn"), parameters.optionalText("workerName"));
        return task.map(
                        found ->
                                Json.object()
                                        .put("taskToken", found.token())
                                        .put("input", Activities.text(found)))
                .orElseGet(Json::object);
    }
}

package dev.tablecast.local.stepfunctions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tablecast.local.stepfunctions.integration.LambdaFunctions.Invocation;
import dev.tablecast.local.stepfunctions.json.Json;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ActivityDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;
import software.amazon.awssdk.services.sfn.model.HistoryEventType;
import software.amazon.awssdk.services.sfn.model.InvalidOutputException;
import software.amazon.awssdk.services.sfn.model.InvalidTokenException;
import software.amazon.awssdk.services.sfn.model.StateMachineType;
import software.amazon.awssdk.services.sfn.model.TaskTimedOutException;

/** Tasks with a token, which AWS's own SDK completes. */
@Timeout(60)
class CallbacksIT {
    private final Queue<String> events = new ConcurrentLinkedQueue<>();
    private StepFunctionsLocal local;
    private SfnClient sfn;

    @BeforeEach
    void start() {
        local =
                StepFunctionsLocal.builder()
                        .port(0)
                        .lambdaFunctions(
                                (function, payload) -> {
                                    events.add(new String(payload, UTF_8));
                                    return new Invocation.Ran("\"called\"".getBytes(UTF_8), null);
                                })
                        .start();
        sfn = SfnClients.of(local);
    }

    @AfterEach
    void stop() {
        sfn.close();
        local.close();
    }

    @Test
    void theTokenInTheHistoryEndsATaskOfAServiceThatIsNotHere() {
        var execution =
                start(
                        "Queue",
                        task(
                                "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
                                "\"MessageBody\": {\"t.$\": \"$$.Task.Token\"}"));
        var token = token(execution);

        sfn.sendTaskHeartbeat(r -> r.taskToken(token));
        sfn.sendTaskSuccess(r -> r.taskToken(token).output("{\"done\": 1}"));

        assertThat(ended(execution).output()).isEqualTo("{\"done\":1}");
        assertThat(types(execution))
                .containsExactly(
                        HistoryEventType.EXECUTION_STARTED,
                        HistoryEventType.TASK_STATE_ENTERED,
                        HistoryEventType.TASK_SCHEDULED,
                        HistoryEventType.TASK_STARTED,
                        HistoryEventType.TASK_SUBMITTED,
                        HistoryEventType.TASK_SUCCEEDED,
                        HistoryEventType.TASK_STATE_EXITED,
                        HistoryEventType.EXECUTION_SUCCEEDED);
        assertThatThrownBy(() -> sfn.sendTaskSuccess(r -> r.taskToken(token).output("1")))
                .isInstanceOf(TaskTimedOutException.class);
        assertThatThrownBy(() -> sfn.sendTaskHeartbeat(r -> r.taskToken("nope")))
                .isInstanceOf(InvalidTokenException.class);
    }

    @Test
    void aFunctionThatIsGivenTheTokenIsReallyInvoked() {
        var execution =
                start(
                        "Function",
                        task(
                                "arn:aws:states:::lambda:invoke.waitForTaskToken",
                                "\"FunctionName\": \"f\", \"Payload\": {\"t.$\":"
                                        + " \"$$.Task.Token\"}"));
        var payload = Awaitility.await().until(events::poll, event -> event != null);
        var token = Json.parse(payload).get("t").textValue();

        assertThatThrownBy(() -> sfn.sendTaskSuccess(r -> r.taskToken(token).output("{")))
                .isInstanceOf(InvalidOutputException.class);
        sfn.sendTaskFailure(r -> r.taskToken(token).error("Broken").cause("so"));

        assertThat(ended(execution))
                .satisfies(
                        end -> {
                            assertThat(end.error()).isEqualTo("Broken");
                            assertThat(end.cause()).isEqualTo("so");
                        });
    }

    @Test
    void silenceEndsATaskAndItsToken() {
        var execution =
                start(
                        "Silent",
                        task(
                                        "arn:aws:states:::sns:publish.waitForTaskToken",
                                        "\"Message.$\": \"$$.Task.Token\"")
                                .replace("\"End\"", "\"HeartbeatSeconds\": 1, \"End\""));
        var token = token(execution);

        assertThat(ended(execution).error()).isEqualTo("States.HeartbeatTimeout");
        assertThatThrownBy(() -> sfn.sendTaskSuccess(r -> r.taskToken(token).output("1")))
                .isInstanceOf(TaskTimedOutException.class);
    }

    @Test
    void aWorkerTakesTheTasksOfAnActivity() {
        var activity = sfn.createActivity(r -> r.name("work")).activityArn();
        assertThat(sfn.describeActivity(r -> r.activityArn(activity)).name()).isEqualTo("work");
        assertThat(sfn.listActivities().activities())
                .singleElement()
                .satisfies(listed -> assertThat(listed.activityArn()).isEqualTo(activity));
        var execution =
                start(
                        "Activity",
                        "{\"Type\": \"Task\", \"Resource\": \"%s\", \"End\": true}"
                                .formatted(activity));

        var task = sfn.getActivityTask(r -> r.activityArn(activity).workerName("me"));
        assertThat(task.input()).isEqualTo("{}");
        sfn.sendTaskSuccess(r -> r.taskToken(task.taskToken()).output("\"worked\""));

        assertThat(ended(execution).output()).isEqualTo("\"worked\"");
        assertThat(history(execution).get(3).activityStartedEventDetails().workerName())
                .isEqualTo("me");
        sfn.deleteActivity(r -> r.activityArn(activity));
        assertThatThrownBy(() -> sfn.describeActivity(r -> r.activityArn(activity)))
                .isInstanceOf(ActivityDoesNotExistException.class);
        assertThat(ended(start(activity)).cause()).endsWith(activity + " does not exist.");
    }

    private String start(String activity) {
        return start(
                "Deleted",
                "{\"Type\": \"Task\", \"Resource\": \"%s\", \"End\": true}".formatted(activity));
    }

    @Test
    void aNestedExecutionRunsAndItsEndIsTheTasks() {
        var child = create("Child", "{\"Type\": \"Pass\", \"Result\": {\"a\": 1}, \"End\": true}");
        var parameters = "\"StateMachineArn\": \"%s\", \"Input\": {\"b\": 2}".formatted(child);

        var sync =
                ended(
                        start(
                                "Sync",
                                task("arn:aws:states:::states:startExecution.sync", parameters)));
        var output = Json.parse(sync.output());
        assertThat(output.get("Output").textValue()).isEqualTo("{\"a\":1}");
        assertThat(output.get("Input").textValue()).isEqualTo("{\"b\":2}");
        assertThat(output.get("Status").textValue()).isEqualTo("SUCCEEDED");

        var sync2 =
                ended(
                        start(
                                "Sync2",
                                task("arn:aws:states:::states:startExecution.sync:2", parameters)));
        assertThat(Json.parse(sync2.output()).get("Output")).isEqualTo(Json.parse("{\"a\":1}"));

        var only =
                ended(start("Start", task("arn:aws:states:::states:startExecution", parameters)));
        var arn = Json.parse(only.output()).get("ExecutionArn").textValue();
        assertThat(ended(arn).output()).isEqualTo("{\"a\":1}");
    }

    @Test
    void aNestedFailureFailsItsTask() {
        var child = create("Failing", "{\"Type\": \"Fail\", \"Error\": \"E\", \"Cause\": \"c\"}");
        var parameters = "\"StateMachineArn\": \"%s\"".formatted(child);

        var end =
                ended(
                        start(
                                "Caller",
                                task("arn:aws:states:::states:startExecution.sync", parameters)));

        assertThat(end.error()).isEqualTo("States.TaskFailed");
        assertThat(Json.parse(end.cause()).get("Error").textValue()).isEqualTo("E");
        assertThat(Json.parse(end.cause()).get("Status").textValue()).isEqualTo("FAILED");

        var unknown = parameters.replace("Failing", "Unknown");
        assertThat(
                        ended(
                                        start(
                                                "Lost",
                                                task(
                                                        "arn:aws:states:::states:startExecution",
                                                        unknown)))
                                .error())
                .isEqualTo("StepFunctions.StateMachineDoesNotExistException");
    }

    @Test
    void whoStopsTheParentStopsTheChild() {
        var child = create("Slow", "{\"Type\": \"Wait\", \"Seconds\": 1000, \"End\": true}");
        var parent =
                start(
                        "Impatient",
                        task(
                                "arn:aws:states:::states:startExecution.sync",
                                "\"StateMachineArn\": \"%s\"".formatted(child)));
        Awaitility.await().until(() -> types(parent).contains(HistoryEventType.TASK_SUBMITTED));

        sfn.stopExecution(r -> r.executionArn(parent));

        var nested = sfn.listExecutions(r -> r.stateMachineArn(child)).executions().getFirst();
        assertThat(ended(nested.executionArn()).status()).isEqualTo(ExecutionStatus.ABORTED);
    }

    private static String task(String resource, String parameters) {
        return "{\"Type\": \"Task\", \"Resource\": \"%s\", \"Parameters\": {%s}, \"End\": true}"
                .formatted(resource, parameters);
    }

    private String create(String name, String state) {
        return sfn.createStateMachine(
                        r ->
                                r.name(name)
                                        .type(StateMachineType.STANDARD)
                                        .roleArn("arn:aws:iam::000000000000:role/test")
                                        .definition(
                                                "{\"StartAt\": \"S\", \"States\": {\"S\": %s}}"
                                                        .formatted(state)))
                .stateMachineArn();
    }

    private String start(String name, String state) {
        var arn = create(name, state);
        return sfn.startExecution(r -> r.stateMachineArn(arn).input("{}")).executionArn();
    }

    private DescribeExecutionResponse ended(String execution) {
        return Awaitility.await()
                .until(
                        () -> sfn.describeExecution(r -> r.executionArn(execution)),
                        found -> found.status() != ExecutionStatus.RUNNING);
    }

    private List<HistoryEvent> history(String execution) {
        return sfn.getExecutionHistory(r -> r.executionArn(execution)).events();
    }

    private List<HistoryEventType> types(String execution) {
        return history(execution).stream().map(HistoryEvent::type).toList();
    }

    /**
     * Returns the only string in the parameters of the first scheduled task that looks like a
     * token.
     */
    private String token(String execution) {
        var scheduled =
                Awaitility.await()
                        .until(
                                () ->
                                        history(execution).stream()
                                                .map(HistoryEvent::taskScheduledEventDetails)
                                                .filter(details -> details != null)
                                                .findFirst(),
                                found -> found.isPresent())
                        .orElseThrow();
        return Json.parse(scheduled.parameters()).findValuesAsText("t").stream()
                .findFirst()
                .orElseGet(() -> Json.parse(scheduled.parameters()).path("Message").textValue());
    }
}

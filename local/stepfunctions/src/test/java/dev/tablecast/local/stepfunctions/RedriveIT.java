package dev.tablecast.local.stepfunctions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tablecast.local.stepfunctions.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionNotRedrivableException;
import software.amazon.awssdk.services.sfn.model.ExecutionRedriveStatus;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;
import software.amazon.awssdk.services.sfn.model.HistoryEventType;
import software.amazon.awssdk.services.sfn.model.MapRunStatus;

/**
 * Redrives of failed executions. Each of their tasks fails at its first call and succeeds at the
 * second.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/redrive-executions.html">Redriving
 *     executions</a>
 */
class RedriveIT {
    private static final String TASK =
            "{\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::sqs:sendMessage\", %s}";
    private static final String MOCKS =
            """
            {"StateMachines": {"%1$s": {"TestCases": {"Once": {%2$s}}}},
             "MockedResponses": {
               "Flaky": {"0": {"Throw": {"Error": "Down", "Cause": "so"}},
                 "1-9": {"Return": {"done": true}}},
               "Items": {"0-9": {"Return": [1, 2, 3]}},
               "Fine": {"0-9": {"Return": {"fine": true}}}}}
            """;

    @TempDir private static Path folder;
    private static StepFunctionsLocal local;
    private static SfnClient sfn;

    @BeforeAll
    static void start() throws Exception {
        var machines =
                List.of(
                        "line:\"A\":\"Fine\",\"B\":\"Flaky\"",
                        "both:\"L\":\"Fine\",\"R\":\"Flaky\",\"R2\":\"Fine\"",
                        "each:\"T\":\"Flaky\"",
                        "spread:\"All/ItemReader\":\"Items\",\"T\":\"Flaky\"");
        var cases = Json.object();
        for (var machine : machines) {
            int colon = machine.indexOf(':');
            var one =
                    Json.parse(
                            MOCKS.formatted(
                                    machine.substring(0, colon), machine.substring(colon + 1)));
            cases.withObject("/StateMachines").setAll((ObjectNode) one.get("StateMachines"));
            cases.set("MockedResponses", one.get("MockedResponses"));
        }
        local =
                StepFunctionsLocal.builder()
                        .port(0)
                        .waitScale(0)
                        .mockConfiguration(
                                Files.writeString(
                                        folder.resolve("MockConfigFile.json"), Json.write(cases)))
                        .start();
        sfn = SfnClients.of(local);
    }

    @AfterAll
    static void stop() {
        sfn.close();
        local.close();
    }

    private static DescribeExecutionResponse run(String name, String definition, String input) {
        var machine =
                sfn.createStateMachine(
                                r ->
                                        r.name(name)
                                                .roleArn("arn:aws:iam::000000000000:role/test")
                                                .definition(definition))
                        .stateMachineArn();
        return end(
                sfn.startExecution(r -> r.stateMachineArn(machine + "#Once").input(input))
                        .executionArn());
    }

    private static DescribeExecutionResponse redrive(String arn) {
        sfn.redriveExecution(r -> r.executionArn(arn));
        return end(arn);
    }

    private static DescribeExecutionResponse end(String arn) {
        return Awaitility.await()
                .until(
                        () -> sfn.describeExecution(r -> r.executionArn(arn)),
                        execution -> execution.status() != ExecutionStatus.RUNNING);
    }

    private static List<HistoryEvent> events(String arn) {
        return sfn.getExecutionHistory(r -> r.executionArn(arn).maxResults(1000)).events();
    }

    private static List<HistoryEventType> typesAfterRedrive(String arn) {
        var types = events(arn).stream().map(HistoryEvent::type).toList();
        return types.subList(types.indexOf(HistoryEventType.EXECUTION_REDRIVEN), types.size());
    }

    @Test
    void aRedriveGoesOnInTheStateThatFailedWithItsInputAndVariables() {
        var failed =
                run(
                        "line",
                        """
                        {"StartAt": "A", "States": {
                          "A": %s, "B": %s,
                          "C": {"Type": "Pass", "Parameters": {"b.$": "$", "v.$": "$v",
                            "count.$": "$$.Execution.RedriveCount"}, "End": true}}}
                        """
                                .formatted(
                                        TASK.formatted("\"Assign\": {\"v\": 7}, \"Next\": \"B\""),
                                        TASK.formatted("\"Next\": \"C\"")),
                        "{}");
        var arn = failed.executionArn();

        assertThat(failed.error()).isEqualTo("Down");
        assertThat(failed.redriveStatus()).isEqualTo(ExecutionRedriveStatus.REDRIVABLE);
        var redriven = redrive(arn);
        assertThat(redriven.output()).isEqualTo("{\"b\":{\"done\":true},\"v\":7,\"count\":1}");
        assertThat(redriven.redriveCount()).isEqualTo(1);
        assertThat(redriven.redriveDate()).isNotNull();
        assertThat(redriven.startDate()).isEqualTo(failed.startDate());
        assertThat(redriven.redriveStatus()).isEqualTo(ExecutionRedriveStatus.NOT_REDRIVABLE);
        assertThat(typesAfterRedrive(arn))
                .containsExactly(
                        HistoryEventType.EXECUTION_REDRIVEN,
                        HistoryEventType.TASK_SCHEDULED,
                        HistoryEventType.TASK_STARTED,
                        HistoryEventType.TASK_SUCCEEDED,
                        HistoryEventType.TASK_STATE_EXITED,
                        HistoryEventType.PASS_STATE_ENTERED,
                        HistoryEventType.PASS_STATE_EXITED,
                        HistoryEventType.EXECUTION_SUCCEEDED);
        var events = events(arn);
        assertThat(events.stream().map(HistoryEvent::id).toList())
                .isEqualTo(
                        IntStream.rangeClosed(1, events.size()).mapToObj(i -> (long) i).toList());
        assertThat(events.stream().map(HistoryEvent::timestamp).toList()).isSorted();
        assertThatThrownBy(() -> sfn.redriveExecution(r -> r.executionArn(arn)))
                .isInstanceOf(ExecutionNotRedrivableException.class)
                .hasMessageContaining("Execution is SUCCEEDED and cannot be redriven");
    }

    @Test
    void onlyTheBranchThatFailedRunsAgain() {
        var failed =
                run(
                        "both",
                        """
                        {"StartAt": "P", "States": {"P": {"Type": "Parallel", "End": true, "Branches": [
                          {"StartAt": "L", "States": {"L": %s}},
                          {"StartAt": "W", "States": {"W": {"Type": "Wait", "Seconds": 1, "Next": "R"},
                            "R": %s, "R2": %s}}]}}}
                        """
                                .formatted(
                                        TASK.formatted("\"End\": true"),
                                        TASK.formatted("\"Next\": \"R2\""),
                                        TASK.formatted("\"End\": true")),
                        "{}");
        assertThat(failed.error()).isEqualTo("Down");
        var arn = failed.executionArn();
        // The other branch may have been stopped before its end; then it goes on, too.
        var before = scheduled(arn);

        assertThat(redrive(arn).output()).isEqualTo("[{\"fine\":true},{\"fine\":true}]");
        assertThat(typesAfterRedrive(arn))
                .doesNotContain(
                        HistoryEventType.PARALLEL_STATE_STARTED,
                        HistoryEventType.WAIT_STATE_ENTERED)
                .contains(HistoryEventType.PARALLEL_STATE_SUCCEEDED);
        assertThat(scheduled(arn) - before).isBetween(2L, 3L);
    }

    private static long scheduled(String arn) {
        return events(arn).stream()
                .filter(event -> event.type() == HistoryEventType.TASK_SCHEDULED)
                .count();
    }

    @Test
    void onlyIterationsThatHaveNotEndedRunAgain() {
        var failed =
                run(
                        "each",
                        """
                        {"StartAt": "M", "States": {"M": {"Type": "Map", "MaxConcurrency": 1, "End": true,
                          "ItemProcessor": {"StartAt": "First", "States": {
                            "First": {"Type": "Choice", "Default": "Done", "Choices": [
                              {"Variable": "$", "NumericEquals": 2, "Next": "T"}]},
                            "Done": {"Type": "Pass", "End": true},
                            "T": %s}}}}}
                        """
                                .formatted(TASK.formatted("\"End\": true")),
                        "[1, 2, 3]");
        var arn = failed.executionArn();
        assertThat(failed.status()).isEqualTo(ExecutionStatus.FAILED);

        assertThat(redrive(arn).output()).isEqualTo("[1,{\"done\":true},3]");
        assertThat(typesAfterRedrive(arn))
                .doesNotContain(HistoryEventType.MAP_STATE_STARTED)
                .filteredOn(type -> type == HistoryEventType.MAP_ITERATION_SUCCEEDED)
                .hasSize(2);
    }

    @Test
    void aMapRunIsRedrivenWithTheIterationsThatFailed() {
        var failed =
                run(
                        "spread",
                        """
                        {"StartAt": "All", "States": {"All": {"Type": "Map", "MaxConcurrency": 1,
                          "End": true, "Label": "L",
                          "ItemReader": {"Resource": "arn:aws:states:::s3:getObject"},
                          "ItemProcessor": {"StartAt": "First", "States": {
                            "First": {"Type": "Choice", "Default": "Done", "Choices": [
                              {"Variable": "$", "NumericEquals": 2, "Next": "T"}]},
                            "Done": {"Type": "Pass", "End": true}, "T": %s},
                            "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}}}}}
                        """
                                .formatted(TASK.formatted("\"End\": true")),
                        "{}");
        var arn = failed.executionArn();
        assertThat(failed.error()).isEqualTo("States.ExceedToleratedFailureThreshold");
        var mapRun = sfn.listMapRuns(r -> r.executionArn(arn)).mapRuns().getFirst().mapRunArn();
        var before = sfn.describeMapRun(r -> r.mapRunArn(mapRun));
        assertThat(before.status()).isEqualTo(MapRunStatus.FAILED);
        assertThat(before.itemCounts().failed()).isEqualTo(1);
        assertThat(before.itemCounts().succeeded()).isEqualTo(1);
        assertThat(before.itemCounts().pending()).isEqualTo(1);
        var child =
                sfn.listExecutions(r -> r.mapRunArn(mapRun).statusFilter(ExecutionStatus.FAILED))
                        .executions()
                        .getFirst()
                        .executionArn();
        assertThat(sfn.describeExecution(r -> r.executionArn(child)).redriveStatusAsString())
                .isEqualTo("REDRIVABLE_BY_MAP_RUN");
        assertThatThrownBy(() -> sfn.redriveExecution(r -> r.executionArn(child)))
                .isInstanceOf(ExecutionNotRedrivableException.class);

        assertThat(redrive(arn).output()).isEqualTo("[1,{\"done\":true},3]");
        assertThat(typesAfterRedrive(arn))
                .contains(HistoryEventType.MAP_RUN_REDRIVEN, HistoryEventType.MAP_RUN_SUCCEEDED)
                .doesNotContain(HistoryEventType.MAP_RUN_STARTED);
        var after = sfn.describeMapRun(r -> r.mapRunArn(mapRun));
        assertThat(after.status()).isEqualTo(MapRunStatus.SUCCEEDED);
        assertThat(after.redriveCount()).isEqualTo(1);
        assertThat(after.itemCounts().succeeded()).isEqualTo(3);
        assertThat(end(child).redriveCount()).isEqualTo(1);
        assertThat(sfn.listExecutions(r -> r.mapRunArn(mapRun)).executions()).hasSize(3);
    }

    @Test
    void anExecutionThatWasStoppedGoesOnToo() {
        var machine =
                sfn.createStateMachine(
                                r ->
                                        r.name("stopped")
                                                .roleArn("arn:aws:iam::000000000000:role/test")
                                                .definition(
                                                        """
                                                        {"StartAt": "T", "States": {"T": {"Type": "Task",
                                                          "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
                                                          "Parameters": {"t.$": "$$.Task.Token"}, "End": true}}}
                                                        """))
                        .stateMachineArn();
        var arn = sfn.startExecution(r -> r.stateMachineArn(machine)).executionArn();
        Awaitility.await().until(() -> tokens(arn) == 1);
        sfn.stopExecution(r -> r.executionArn(arn));
        assertThat(end(arn).status()).isEqualTo(ExecutionStatus.ABORTED);

        sfn.redriveExecution(r -> r.executionArn(arn));
        Awaitility.await().until(() -> tokens(arn) == 2);
        assertThatThrownBy(() -> sfn.redriveExecution(r -> r.executionArn(arn)))
                .isInstanceOf(ExecutionNotRedrivableException.class)
                .hasMessageContaining("Execution is RUNNING and cannot be redriven");
        var token =
                Json.parse(
                                events(arn).stream()
                                        .filter(e -> e.type() == HistoryEventType.TASK_SCHEDULED)
                                        .toList()
                                        .getLast()
                                        .taskScheduledEventDetails()
                                        .parameters())
                        .get("t")
                        .textValue();
        Awaitility.await()
                .untilAsserted(
                        () -> sfn.sendTaskSuccess(r -> r.taskToken(token).output("\"sent\"")));
        assertThat(end(arn).output()).isEqualTo("\"sent\"");
    }

    private static long tokens(String arn) {
        return scheduled(arn);
    }
}

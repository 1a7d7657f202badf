package dev.tablecast.local.stepfunctions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tablecast.local.stepfunctions.integration.LambdaFunctions.Invocation;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeMapRunResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.MapRunStatus;
import software.amazon.awssdk.services.sfn.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sfn.model.SfnException;

/**
 * Map Runs during and after their executions, through AWS's own SDK.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/concepts-examine-map-run.html">Map
 *     Runs</a>
 */
class MapRunsIT {
    private static final Semaphore GO = new Semaphore(0);
    private static final AtomicInteger RUNNING = new AtomicInteger();

    private static StepFunctionsLocal local;
    private static SfnClient sfn;

    @BeforeAll
    static void start() {
        local =
                StepFunctionsLocal.builder()
                        .port(0)
                        .lambdaFunctions(
                                (function, payload) -> {
                                    RUNNING.incrementAndGet();
                                    try {
                                        GO.acquire();
                                    } finally {
                                        RUNNING.decrementAndGet();
                                    }
                                    return new Invocation.Ran("1".getBytes(UTF_8), null);
                                })
                        .start();
        sfn = SfnClients.of(local);
    }

    @AfterAll
    static void stop() {
        sfn.close();
        local.close();
    }

    private static String start(String name, String fields, String processor, String input) {
        var machine =
                sfn.createStateMachine(
                                r ->
                                        r.name(name)
                                                .roleArn("arn:aws:iam::000000000000:role/test")
                                                .definition(
                                                        """
                                                        {"StartAt": "M", "States": {"M": {"Type": "Map", %s
                                                          "Label": "L", "End": true, "ItemProcessor": {
                                                            "ProcessorConfig": {"Mode": "DISTRIBUTED",
                                                              "ExecutionType": "STANDARD"},
                                                            "StartAt": "S", "States": {"S": %s}}}}}
                                                        """
                                                                .formatted(fields, processor)))
                        .stateMachineArn();
        return sfn.startExecution(r -> r.stateMachineArn(machine).input(input)).executionArn();
    }

    private static String mapRun(String execution) {
        return Awaitility.await()
                .until(
                        () -> sfn.listMapRuns(r -> r.executionArn(execution)).mapRuns(),
                        runs -> !runs.isEmpty())
                .getFirst()
                .mapRunArn();
    }

    private static DescribeMapRunResponse ended(String mapRun) {
        return Awaitility.await()
                .until(
                        () -> sfn.describeMapRun(r -> r.mapRunArn(mapRun)),
                        run -> run.status() != MapRunStatus.RUNNING);
    }

    @Test
    void aRunCountsItsItemsAndCanBeWidened() {
        var execution =
                start(
                        "wide",
                        "\"MaxConcurrency\": 2, \"ItemBatcher\": {\"MaxItemsPerBatch\": 2},",
                        """
                        {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true,
                         "Parameters": {"FunctionName": "f"}, "OutputPath": "$.Payload"}
                        """,
                        "[1,2,3,4,5,6,7,8,9]");
        var mapRun = mapRun(execution);
        Awaitility.await().until(() -> RUNNING.get() == 2);

        var running = sfn.describeMapRun(r -> r.mapRunArn(mapRun));
        assertThat(running.executionArn()).isEqualTo(execution);
        assertThat(running.status()).isEqualTo(MapRunStatus.RUNNING);
        assertThat(running.maxConcurrency()).isEqualTo(2);
        assertThat(running.stopDate()).isNull();
        assertThat(running.itemCounts().total()).isEqualTo(9);
        assertThat(running.itemCounts().running()).isEqualTo(4);
        assertThat(running.itemCounts().pending()).isEqualTo(5);
        assertThat(running.executionCounts().total()).isEqualTo(5);
        assertThat(running.executionCounts().running()).isEqualTo(2);
        sfn.updateMapRun(
                r ->
                        r.mapRunArn(mapRun)
                                .maxConcurrency(4)
                                .toleratedFailureCount(3L)
                                .toleratedFailurePercentage(12.5f));
        Awaitility.await().until(() -> RUNNING.get() == 4);
        var widened = sfn.describeMapRun(r -> r.mapRunArn(mapRun));
        assertThat(widened.maxConcurrency()).isEqualTo(4);
        assertThat(widened.toleratedFailureCount()).isEqualTo(3);
        assertThat(widened.toleratedFailurePercentage()).isEqualTo(12.5f);
        GO.release(5);
        var ended = ended(mapRun);
        assertThat(ended.status()).isEqualTo(MapRunStatus.SUCCEEDED);
        assertThat(ended.stopDate()).isNotNull();
        assertThat(ended.itemCounts().succeeded()).isEqualTo(9);
        assertThat(ended.executionCounts().succeeded()).isEqualTo(5);
        assertThat(ended.itemCounts().pending()).isZero();
        assertThatThrownBy(() -> sfn.updateMapRun(r -> r.mapRunArn(mapRun).maxConcurrency(1)))
                .isInstanceOf(SfnException.class)
                .hasMessageContaining("The Map Run has ended");
    }

    @Test
    void aRunThatFailsCountsWhatFailed() {
        var execution =
                start(
                        "failing",
                        "\"MaxConcurrency\": 1, \"ToleratedFailureCount\": 1,",
                        "{\"Type\": \"Fail\", \"Error\": \"E\"}",
                        "[1,2,3]");
        var mapRun = mapRun(execution);

        var ended = ended(mapRun);
        assertThat(ended.status()).isEqualTo(MapRunStatus.FAILED);
        assertThat(ended.itemCounts().failed()).isEqualTo(2);
        assertThat(ended.itemCounts().pending()).isEqualTo(1);
        assertThat(ended.toleratedFailureCount()).isEqualTo(1);
        var listed = sfn.listMapRuns(r -> r.executionArn(execution)).mapRuns().getFirst();
        assertThat(listed.stateMachineArn())
                .isEqualTo("arn:aws:states:us-east-1:000000000000:stateMachine:failing/L");
        assertThat(listed.executionArn()).isEqualTo(execution);
    }

    @Test
    void aRunEndsWithItsExecution() {
        var execution =
                start(
                        "stopped",
                        "\"MaxConcurrency\": 1,",
                        "{\"Type\": \"Wait\", \"Seconds\": 3600, \"End\": true}",
                        "[1,2]");
        var mapRun = mapRun(execution);
        Awaitility.await()
                .until(
                        () ->
                                sfn.describeMapRun(r -> r.mapRunArn(mapRun)).itemCounts().running()
                                        == 1);

        sfn.stopExecution(r -> r.executionArn(execution));
        assertThat(sfn.describeExecution(r -> r.executionArn(execution)).status())
                .isEqualTo(ExecutionStatus.ABORTED);
        var ended = ended(mapRun);
        assertThat(ended.status()).isEqualTo(MapRunStatus.ABORTED);
        assertThat(ended.itemCounts().aborted()).isEqualTo(1);
    }

    @Test
    void aRunThatThereIsNotIsNotFound() {
        assertThatThrownBy(
                        () ->
                                sfn.describeMapRun(
                                        r ->
                                                r.mapRunArn(
                                                        "arn:aws:states:us-east-1:000000000000:mapRun:m/L:x")))
                .isInstanceOf(ResourceNotFoundException.class);
    }
}

package dev.tablecast.local.stepfunctions.execution.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tablecast.local.stepfunctions.asl.WorkflowType;
import dev.tablecast.local.stepfunctions.asl.parser.DefinitionParser;
import dev.tablecast.local.stepfunctions.execution.ExecutionOutcome;
import dev.tablecast.local.stepfunctions.execution.ExecutionRequest;
import dev.tablecast.local.stepfunctions.execution.Payload;
import dev.tablecast.local.stepfunctions.execution.Time;
import dev.tablecast.local.stepfunctions.execution.history.EventType;
import dev.tablecast.local.stepfunctions.execution.history.HistoryEvent;
import dev.tablecast.local.stepfunctions.execution.task.PendingTasks;
import dev.tablecast.local.stepfunctions.failure.Failure;
import dev.tablecast.local.stepfunctions.integration.ServiceIntegration;
import dev.tablecast.local.stepfunctions.integration.TaskCall;
import dev.tablecast.local.stepfunctions.json.Json;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Limits, concurrency and unexpected exceptions of executions, which conformance cases can't
 * express.
 */
@Timeout(30)
class InterpreterTest {
    private static final String TASK =
            "{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Task\",\"Resource\":\"x\",\"End\":true}}}";

    @Test
    void thousandsOfTransitionsNeedNoStack() {
        var loop =
                """
                {"StartAt":"Add","States":{
                  "Add":{"Type":"Pass","Parameters":{"n.$":"States.MathAdd($.n, 1)"},"Next":"Enough"},
                  "Enough":{"Type":"Choice","Default":"Add",
                    "Choices":[{"Variable":"$.n","NumericEquals":20000,"Next":"Done"}]},
                  "Done":{"Type":"Succeed"}}}
                """;
        var run = TestRun.of(loop, Json.parse("{\"n\":0}"), Json.object(), WorkflowType.EXPRESS);
        assertThat(run.outcome())
                .isInstanceOfSatisfying(
                        ExecutionOutcome.Succeeded.class,
                        s -> assertThat(s.output().text()).isEqualTo("{\"n\":20000}"));
    }

    @Test
    void aStandardExecutionHasAtMost25000Events() {
        var endless =
                """
                {"StartAt":"A","States":{
                  "A":{"Type":"Choice","Default":"A",
                    "Choices":[{"Variable":"$.n","IsPresent":true,"Next":"B"}]},
                  "B":{"Type":"Succeed"}}}
                """;
        var run = TestRun.of(endless, "{}");
        assertThat(run.events()).hasSize(25_000);
        assertThat(run.outcome())
                .isEqualTo(
                        new ExecutionOutcome.Failed(
                                Failure.runtime(
                                        "The execution reached the maximum number of history events"
                                                + " (25000).")));
    }

    @Test
    void aMapRunsFortyIterationsAtATimeAndNoMore() throws Exception {
        var inside = new AtomicInteger();
        var most = new AtomicInteger();
        var forty = new CountDownLatch(40);
        var map =
                """
                {"StartAt":"M","States":{"M":{"Type":"Map","MaxConcurrency":100,"End":true,
                  "ItemProcessor":%s}}}
                """
                        .formatted(TASK);
        var items = Json.mapper().createArrayNode();
        IntStream.range(0, 100).forEach(items::add);
        var outcome =
                start(
                                map,
                                items,
                                call -> {
                                    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                                    forty.countDown();
                                    await(forty);
                                    inside.decrementAndGet();
                                    return call.parameters();
                                })
                        .ended()
                        .get(20, TimeUnit.SECONDS)
                        .outcome();
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        ExecutionOutcome.Succeeded.class,
                        s -> assertThat(s.output().json()).isEqualTo(items));
        assertThat(most).hasValue(40);
    }

    @ParameterizedTest
    @CsvSource({"é, 131071, true", "é, 131072, false", "x, 262142, true", "x, 262143, false"})
    void aPayloadHasAtMost262144BytesOfUtf8(String character, int count, boolean fits)
            throws Exception {
        var result = TextNode.valueOf(character.repeat(count));
        var outcome =
                start(TASK, Json.object(), call -> result)
                        .ended()
                        .get(20, TimeUnit.SECONDS)
                        .outcome();
        if (fits) {
            assertThat(outcome).isInstanceOf(ExecutionOutcome.Succeeded.class);
        } else {
            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            ExecutionOutcome.Failed.class,
                            f ->
                                    assertThat(f.failure().error())
                                            .isEqualTo("States.DataLimitExceeded"));
        }
    }

    @Test
    void anAbortInterruptsTheTaskAndKeepsItsReason() throws Exception {
        var called = new CountDownLatch(1);
        var interrupted = new AtomicBoolean();
        var gone = new CountDownLatch(1);
        var running =
                start(
                        TASK,
                        Json.object(),
                        call -> {
                            called.countDown();
                            try {
                                new CountDownLatch(1).await();
                            } catch (InterruptedException e) {
                                interrupted.set(true);
                            }
                            gone.countDown();
                            return call.parameters();
                        });
        await(called);
        running.abort(new Failure("Enough", "of it"));
        assertThat(running.ended().get(20, TimeUnit.SECONDS).outcome())
                .isEqualTo(new ExecutionOutcome.Aborted(new Failure("Enough", "of it")));
        await(gone);
        assertThat(interrupted).isTrue();
    }

    @Test
    void aBreakingIntegrationIsARuntimeErrorWithoutItsStackTrace() throws Exception {
        var outcome =
                start(
                                TASK,
                                Json.object(),
                                call -> {
                                    throw new IllegalStateException("secret");
                                })
                        .ended()
                        .get(20, TimeUnit.SECONDS)
                        .outcome();
        assertThat(outcome)
                .isEqualTo(
                        new ExecutionOutcome.Failed(
                                Failure.runtime(
                                        "An error occurred while executing the state 'A' (entered"
                                            + " at the event id #2). The service integration for x"
                                            + " threw an unexpected exception.")));
    }

    @Test
    void eventsOfABranchFollowFromEachOther() {
        var run =
                TestRun.of(
                        """
                        {"StartAt":"M","States":{"M":{"Type":"Map","MaxConcurrency":1,"End":true,
                          "ItemProcessor":{"StartAt":"P","States":{"P":{"Type":"Pass","End":true}}}}}}
                        """,
                        "[1,2]");
        assertThat(run.events().stream().map(HistoryEvent::previousEventId).toList())
                .containsExactly(0L, 0L, 2L, 3L, 4L, 5L, 6L, 6L, 8L, 9L, 10L, 11L, 11L, 13L);
        assertThat(run.events().getFirst().details()).containsKeys("input", "roleArn");
        var secondIteration = run.events().get(7);
        assertThat(secondIteration.type()).isEqualTo(EventType.MAP_ITERATION_STARTED);
        assertThat(secondIteration.details()).hasToString("{name=\"M\", index=1}");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static RunningExecution start(
            String definition, JsonNode input, Function<TaskCall, JsonNode> tasks) {
        var integration =
                new ServiceIntegration() {
                    @Override
                    public List<String> problems(String resource, JsonNode parameters) {
                        return List.of();
                    }

                    @Override
                    public JsonNode call(TaskCall call) {
                        return tasks.apply(call);
                    }
                };
        var request =
                new ExecutionRequest(
                        "arn:e",
                        "e",
                        "arn:r",
                        "arn:m",
                        "m",
                        WorkflowType.STANDARD,
                        new DefinitionParser(integration::problems).parse(definition),
                        Payload.of(input, "The input"),
                        null);
        var interpreter =
                new Interpreter(Time.system(), 1, new Random(1), new PendingTasks(new Random(2)));
        return interpreter.start(
                request, integration, new TestRun.Children(interpreter), event -> {});
    }
}

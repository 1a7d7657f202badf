package dev.tablecast.local.stepfunctions.execution.interpreter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tablecast.local.stepfunctions.asl.WorkflowType;
import dev.tablecast.local.stepfunctions.execution.DeadlinePassedException;
import dev.tablecast.local.stepfunctions.execution.Ended;
import dev.tablecast.local.stepfunctions.execution.ExecutionOutcome;
import dev.tablecast.local.stepfunctions.execution.ExecutionRequest;
import dev.tablecast.local.stepfunctions.execution.Payload;
import dev.tablecast.local.stepfunctions.execution.StateTest;
import dev.tablecast.local.stepfunctions.execution.TestedState;
import dev.tablecast.local.stepfunctions.execution.Time;
import dev.tablecast.local.stepfunctions.execution.history.EventDetails;
import dev.tablecast.local.stepfunctions.execution.history.EventType;
import dev.tablecast.local.stepfunctions.execution.history.History;
import dev.tablecast.local.stepfunctions.execution.history.HistoryFullException;
import dev.tablecast.local.stepfunctions.execution.history.HistoryListener;
import dev.tablecast.local.stepfunctions.execution.task.PendingTasks;
import dev.tablecast.local.stepfunctions.failure.ErrorNames;
import dev.tablecast.local.stepfunctions.failure.Failure;
import dev.tablecast.local.stepfunctions.failure.FailureException;
import dev.tablecast.local.stepfunctions.integration.ServiceIntegration;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs executions, each on a virtual thread of its own. */
public final class Interpreter {
    private static final Logger LOG = LoggerFactory.getLogger(Interpreter.class);

    private final Time time;
    private final double waitScale;
    private final RandomGenerator random;
    private final PendingTasks pendingTasks;

    /**
     * @param waitScale the factor for waits and retry delays, from 0 (no wait) to 1 (as in AWS);
     *     the history shows the unscaled times
     * @param pendingTasks registers the tasks that wait for their tokens
     * @throws IllegalArgumentException if the wait scale is out of range
     */
    public Interpreter(
            Time time, double waitScale, RandomGenerator random, PendingTasks pendingTasks) {
        if (!(waitScale >= 0 && waitScale <= 1)) {
            throw new IllegalArgumentException(
                    "The wait scale must be from 0 to 1, not " + waitScale);
        }
        this.time = time;
        this.waitScale = waitScale;
        this.random = random;
        this.pendingTasks = pendingTasks;
    }

    /**
     * Starts an execution.
     *
     * @param integration the services that its Task states call
     * @param children starts the child executions of its distributed Maps
     * @param listener receives its history; must not block
     */
    public RunningExecution start(
            ExecutionRequest request,
            ServiceIntegration integration,
            ChildExecutions children,
            HistoryListener listener) {
        var started = time.now();
        var run = run(request, integration, children, listener, started, 0, null);
        var branch = Branch.root(run);
        return RunningExecution.start(
                started,
                branch.checkpoint(),
                running -> {
                    branch.recordAside(
                            EventType.EXECUTION_STARTED,
                            EventDetails.none()
                                    .with("input", request.input().text())
                                    .with("roleArn", request.roleArn()));
                    return run(branch, running);
                });
    }

    /**
     * Redrives an execution that ended unsuccessfully, from the state that it ended in.
     *
     * @param request the request that it was started with
     */
    public RunningExecution redrive(
            ExecutionRequest request,
            Redriven redriven,
            ServiceIntegration integration,
            ChildExecutions children,
            HistoryListener listener) {
        var previous = redriven.previous();
        var ended = previous.ended().join();
        var run =
                run(
                        request,
                        integration,
                        children,
                        listener,
                        previous.started(),
                        ended.lastEvent(),
                        redriven);
        var ahead = Duration.between(redriven.time(), ended.time());
        var branch =
                Branch.redriven(
                        run,
                        previous.checkpoint(),
                        ahead.isNegative() ? Duration.ZERO : ahead,
                        ended.lastEvent());
        return RunningExecution.start(
                previous.started(),
                branch.checkpoint(),
                running -> {
                    branch.record(
                            EventType.EXECUTION_REDRIVEN,
                            EventDetails.none().with("redriveCount", redriven.count()));
                    return run(branch, running);
                });
    }

    private Run run(
            ExecutionRequest request,
            ServiceIntegration integration,
            ChildExecutions children,
            HistoryListener listener,
            Instant started,
            long lastEvent,
            @Nullable Redriven redriven) {
        var definitionTimeout = request.definition().timeout();
        var longest = request.type().longest();
        var timeout =
                definitionTimeout == null || definitionTimeout.compareTo(longest) > 0
                        ? longest
                        : definitionTimeout;
        var from = redriven == null ? started : redriven.time();
        return new Run(
                request,
                integration,
                time,
                waitScale,
                random,
                new History(listener, request.type() == WorkflowType.STANDARD, lastEvent),
                pendingTasks,
                children,
                from.plus(timeout),
                ContextObject.of(request, started, redriven),
                null);
    }

    /**
     * Runs one state, once.
     *
     * @param integration the services that a Task state calls
     */
    public TestedState test(StateTest test, ServiceIntegration integration)
            throws InterruptedException {
        var started = time.now();
        var request = test.request();
        var context = ContextObject.of(request, started, null);
        ((ObjectNode) context.get("Execution")).remove("RedriveCount");
        var probe = new Probe(test.context());
        var run =
                new Run(
                        request,
                        integration,
                        time,
                        waitScale,
                        random,
                        new History(event -> {}, false, 0),
                        pendingTasks,
                        (child, calls) -> {
                            throw new IllegalStateException("A test runs no iterations");
                        },
                        started.plus(request.type().longest()),
                        context,
                        probe);
        var branch = Branch.root(run);
        branch.variables().assign(test.variables());
        return new StateTester(test, branch, probe).run();
    }

    private static Ended run(Branch branch, RunningExecution running) {
        var outcome = outcome(branch, running);
        switch (outcome) {
            case ExecutionOutcome.Succeeded(Payload output) ->
                    branch.recordLast(
                            EventType.EXECUTION_SUCCEEDED,
                            EventDetails.none().with("output", output.text()));
            case ExecutionOutcome.Failed(Failure failure) ->
                    branch.recordLast(EventType.EXECUTION_FAILED, EventDetails.of(failure));
            case ExecutionOutcome.TimedOut timedOut ->
                    branch.recordLast(
                            EventType.EXECUTION_TIMED_OUT,
                            EventDetails.none().with("error", ErrorNames.TIMEOUT));
            case ExecutionOutcome.Aborted(Failure reason) ->
                    branch.recordLast(EventType.EXECUTION_ABORTED, EventDetails.of(reason));
        }
        if (outcome instanceof ExecutionOutcome.Succeeded
                || branch.run().request().type() == WorkflowType.EXPRESS) {
            branch.checkpoint().forget();
        }
        return new Ended(outcome, branch.now(), branch.run().history().lastId());
    }

    private static ExecutionOutcome outcome(Branch branch, RunningExecution running) {
        var request = branch.run().request();
        try {
            return new ExecutionOutcome.Succeeded(
                    branch.run(request.definition().graph(), request.input()));
        } catch (FailureException e) {
            return new ExecutionOutcome.Failed(e.failure());
        } catch (DeadlinePassedException e) {
            return new ExecutionOutcome.TimedOut();
        } catch (HistoryFullException e) {
            return new ExecutionOutcome.Failed(Failure.runtime(e.getMessage()));
        } catch (InterruptedException e) {
            return new ExecutionOutcome.Aborted(running.abortReason());
        } catch (RuntimeException | StackOverflowError e) {
            LOG.atError()
                    .setMessage("The interpreter threw an unexpected exception")
                    .addKeyValue("execution", request.executionArn())
                    .setCause(e)
                    .log();
            return new ExecutionOutcome.Failed(
                    Failure.runtime(
                            "The interpreter threw an unexpected exception: "
                                    + e.getClass().getSimpleName()));
        }
    }
}

package dev.tablecast.local.stepfunctions.registry;

import dev.tablecast.local.stepfunctions.asl.WorkflowType;
import dev.tablecast.local.stepfunctions.execution.ExecutionRequest;
import dev.tablecast.local.stepfunctions.execution.Time;
import dev.tablecast.local.stepfunctions.execution.history.HistoryEvent;
import dev.tablecast.local.stepfunctions.execution.history.HistoryListener;
import dev.tablecast.local.stepfunctions.execution.interpreter.ChildExecutions;
import dev.tablecast.local.stepfunctions.execution.interpreter.Interpreter;
import dev.tablecast.local.stepfunctions.execution.interpreter.RunningExecution;
import dev.tablecast.local.stepfunctions.execution.map.RunningMap;
import dev.tablecast.local.stepfunctions.failure.Failure;
import dev.tablecast.local.stepfunctions.integration.ServiceIntegration;
import dev.tablecast.local.stepfunctions.registry.RefusedException.Code;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The executions of all state machines: starts, stops and redrives them, and describes those that
 * {@link ExecutionRecords} keeps.
 */
public final class Executions implements AutoCloseable {
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(10);

    private final ExecutionRecords records = new ExecutionRecords();
    private final ExecutionRequests requests;
    private final Interpreter interpreter;
    private final Time time;
    private final HistoryListener listener;
    private boolean closed;

    /**
     * @param listener receives the events of all executions, including those that are not kept; the
     *     events of one execution one at a time
     */
    public Executions(
            Arns arns,
            Interpreter interpreter,
            Time time,
            RandomGenerator random,
            HistoryListener listener) {
        this.requests = new ExecutionRequests(arns, random);
        this.interpreter = interpreter;
        this.time = time;
        this.listener = listener;
    }

    /**
     * Starts an execution. Starting it again under the same name returns the first one, as long as
     * that is running and has the same input.
     *
     * @param name null for a random UUID
     * @param input JSON text; null for an empty object
     * @param integration the services that its Task states call
     * @throws RefusedException {@code InvalidName}, {@code InvalidExecutionInput}, {@code
     *     ExecutionAlreadyExists}
     */
    public Execution start(
            StateMachine machine,
            @Nullable String name,
            @Nullable String input,
            ServiceIntegration integration) {
        return launch(machine, name, input, integration).view();
    }

    /** Starts an execution like {@link #start} and waits for its end. */
    public Execution run(
            StateMachine machine,
            @Nullable String name,
            @Nullable String input,
            ServiceIntegration integration)
            throws InterruptedException {
        return launch(machine, name, input, integration).awaitEnd();
    }

    ExecutionRecord launch(
            StateMachine machine,
            @Nullable String name,
            @Nullable String input,
            ServiceIntegration integration) {
        return launch(requests.of(machine, name, input), machine, integration);
    }

    private synchronized ExecutionRecord launch(
            ExecutionRequest request, StateMachine machine, ServiceIntegration integration) {
        requireOpen();
        var existing = records.find(request.executionArn());
        if (existing.isPresent()) {
            existing.get().requireSame(request);
            return existing.get();
        }
        var execution = new ExecutionRecord(machine, request, integration);
        var running =
                interpreter.start(
                        request, integration, new Iterations(machine), listener(execution));
        execution.running(running);
        records.add(execution);
        running.ended().whenComplete((ended, failure) -> records.ended(execution));
        return execution;
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("Step Functions is closed");
        }
    }

    private HistoryListener listener(ExecutionRecord execution) {
        return event -> {
            execution.on(event);
            listener.on(event);
        };
    }

    /** The iterations of a state machine's distributed Maps. */
    private final class Iterations implements ChildExecutions {
        private final StateMachine machine;

        Iterations(StateMachine machine) {
            this.machine = machine;
        }

        @Override
        public RunningExecution start(ExecutionRequest request, ServiceIntegration integration) {
            return launch(request, machine.ofIteration(request), integration).running();
        }

        @Override
        public @Nullable RunningExecution redrive(String executionArn) {
            return records.find(executionArn)
                    .filter(child -> Redrives.isRedrivable(child.view(), true))
                    .map(child -> Executions.this.redrive(child).running())
                    .orElse(null);
        }

        @Override
        public void note(RunningMap run) {
            records.mapRuns().add(run);
        }
    }

    /**
     * Starts an unsuccessful execution again, in the state that it ended in.
     *
     * @throws RefusedException {@code ExecutionNotRedrivable}, {@code ExecutionDoesNotExist}
     */
    public Execution redrive(String arn) {
        var execution = standard(arn);
        Redrives.require(execution.view());
        return redrive(execution).view();
    }

    private synchronized ExecutionRecord redrive(ExecutionRecord execution) {
        requireOpen();
        records.redriven(execution);
        var redriven = execution.nextRedrive(time.now());
        var running =
                interpreter.redrive(
                        execution.request(),
                        redriven,
                        execution.integration(),
                        new Iterations(execution.machine()),
                        listener(execution));
        execution.redriven(redriven, running);
        running.ended().whenComplete((ended, failure) -> records.ended(execution));
        return execution;
    }

    /**
     * Stops an execution and waits for its end. Has no effect on one that has ended.
     *
     * @throws RefusedException {@code ExecutionDoesNotExist}, {@code InvalidArn}, {@code
     *     StateMachineTypeNotSupported}
     */
    public Execution stop(String arn, Failure reason) throws InterruptedException {
        var execution = standard(arn);
        execution.running().abort(reason);
        return execution.awaitEnd();
    }

    /**
     * Returns a STANDARD execution.
     *
     * @throws RefusedException {@code ExecutionDoesNotExist}, {@code InvalidArn}, {@code
     *     StateMachineTypeNotSupported}
     */
    public Execution get(String arn) {
        return standard(arn).view();
    }

    /**
     * Returns the history of a STANDARD execution.
     *
     * @throws RefusedException as {@link #get} does
     */
    public List<HistoryEvent> standardHistory(String arn) {
        return standard(arn).events();
    }

    /** Returns all executions, including those of EXPRESS state machines; the newest first. */
    public List<Execution> all() {
        return records.all().stream().map(ExecutionRecord::view).toList();
    }

    /** Returns the history of any execution that is kept, EXPRESS or STANDARD. */
    public Optional<List<HistoryEvent>> history(String arn) {
        return records.find(arn).map(ExecutionRecord::events);
    }

    /** Returns the Map Runs of the executions that are kept. */
    public MapRuns mapRuns() {
        return records.mapRuns();
    }

    private ExecutionRecord standard(String arn) {
        Arns.requireStandardExecution(arn);
        return records.find(arn)
                .filter(found -> found.request().type() == WorkflowType.STANDARD)
                .orElseThrow(
                        () ->
                                new RefusedException(
                                        Code.EXECUTION_DOES_NOT_EXIST,
                                        "Execution Does Not Exist: '" + arn + "'"));
    }

    /**
     * Stops all running executions and waits for their ends.
     *
     * @throws IllegalStateException if one is still running after ten seconds
     */
    @Override
    public void close() {
        var open = closeForNew();
        open.forEach(running -> running.abort(new Failure(null, "Step Functions is closing.")));
        var all = open.stream().map(RunningExecution::ended).toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.allOf(all).get(LONGEST_CLOSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Executions are still running", e);
        }
    }

    private synchronized List<RunningExecution> closeForNew() {
        closed = true;
        return records.all().stream()
                .map(ExecutionRecord::running)
                .filter(running -> !running.ended().isDone())
                .toList();
    }
}

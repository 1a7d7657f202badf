package dev.tablecast.local.stepfunctions.registry;

import dev.tablecast.local.stepfunctions.asl.WorkflowType;
import dev.tablecast.local.stepfunctions.execution.ChildExecutions;
import dev.tablecast.local.stepfunctions.execution.ExecutionRequest;
import dev.tablecast.local.stepfunctions.execution.HistoryEvent;
import dev.tablecast.local.stepfunctions.execution.HistoryListener;
import dev.tablecast.local.stepfunctions.execution.Interpreter;
import dev.tablecast.local.stepfunctions.execution.Payload;
import dev.tablecast.local.stepfunctions.execution.RunningExecution;
import dev.tablecast.local.stepfunctions.execution.RunningMap;
import dev.tablecast.local.stepfunctions.execution.Time;
import dev.tablecast.local.stepfunctions.failure.Failure;
import dev.tablecast.local.stepfunctions.integration.ServiceIntegration;
import dev.tablecast.local.stepfunctions.json.Json;
import dev.tablecast.local.stepfunctions.json.MalformedJsonException;
import dev.tablecast.local.stepfunctions.path.RandomUuid;
import dev.tablecast.local.stepfunctions.registry.RefusedException.Code;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The executions that run, and the newest of those that have ended: at most 1,000, and fewer where
 * their histories are large.
 */
public final class Executions implements AutoCloseable {
    private static final int MOST_ENDED = 1_000;
    private static final long MOST_ENDED_CHARACTERS = 64_000_000;
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(10);

    private final Map<String, ExecutionRecord> byArn = new LinkedHashMap<>();
    private final Deque<ExecutionRecord> endedOldestFirst = new ArrayDeque<>();
    private final Arns arns;
    private final Interpreter interpreter;
    private final RandomGenerator random;
    private final HistoryListener listener;
    private final MapRuns mapRuns = new MapRuns();
    private final Time time;
    private long endedCharacters;
    private boolean closed;

    /**
     * @param listener sees the events of all executions, also those that aren't kept; of an
     *     execution one at a time
     */
    public Executions(
            Arns arns,
            Interpreter interpreter,
            Time time,
            RandomGenerator random,
            HistoryListener listener) {
        this.time = time;
        this.listener = listener;
        this.arns = arns;
        this.interpreter = interpreter;
        this.random = random;
    }

    /**
     * Starts an execution.
     *
     * @param name null for a name that nothing else has
     * @param input JSON text; null for an empty object
     * @param integration what its Task states call
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

    ExecutionRecord launch(
            StateMachine machine,
            @Nullable String name,
            @Nullable String input,
            ServiceIntegration integration) {
        return launch(request(machine, name, input), machine, integration);
    }

    /** Starts an execution like {@link #start} and waits for its end. */
    public Execution run(
            StateMachine machine,
            @Nullable String name,
            @Nullable String input,
            ServiceIntegration integration)
            throws InterruptedException {
        return await(launch(machine, name, input, integration));
    }

    private ExecutionRequest request(
            StateMachine machine, @Nullable String name, @Nullable String input) {
        var payload = payload(input == null ? "{}" : input);
        var named = name == null ? RandomUuid.next(random).toString() : Names.require(name);
        var arn =
                switch (machine.type()) {
                    case STANDARD -> arns.execution(machine.name(), named);
                    case EXPRESS ->
                            arns.expressExecution(machine.name(), named, RandomUuid.next(random));
                };
        return new ExecutionRequest(
                arn,
                named,
                machine.roleArn(),
                machine.arn(),
                machine.name(),
                machine.type(),
                machine.definition(),
                payload,
                null);
    }

    private synchronized ExecutionRecord launch(
            ExecutionRequest request, StateMachine machine, ServiceIntegration integration) {
        if (closed) {
            throw new IllegalStateException("Step Functions is closed");
        }
        var there = byArn.get(request.executionArn());
        if (there != null) {
            requireSame(there, request);
            return there;
        }
        var execution = new ExecutionRecord(machine, request, integration);
        var running =
                interpreter.start(
                        request, integration, new Iterations(machine), listener(execution));
        execution.running(running);
        byArn.put(request.executionArn(), execution);
        running.ended().whenComplete((ended, failure) -> retire(execution));
        return execution;
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
            return launch(request, iterated(machine, request), integration).running();
        }

        @Override
        public @Nullable RunningExecution redrive(String executionArn) {
            return find(executionArn)
                    .filter(child -> Redrives.isRedrivable(child.view(), true))
                    .map(child -> Executions.this.redrive(child).running())
                    .orElse(null);
        }

        @Override
        public void note(RunningMap run) {
            mapRuns.add(run);
        }
    }

    /**
     * Starts an execution again that hasn't succeeded, in the state that was under way.
     *
     * @throws RefusedException {@code ExecutionNotRedrivable}, {@code ExecutionDoesNotExist}
     */
    public Execution redrive(String arn) {
        var execution = standard(arn);
        Redrives.require(execution.view());
        return redrive(execution).view();
    }

    private synchronized ExecutionRecord redrive(ExecutionRecord execution) {
        if (closed) {
            throw new IllegalStateException("Step Functions is closed");
        }
        if (endedOldestFirst.remove(execution)) {
            endedCharacters -= execution.characters();
        }
        var redriven = execution.nextRedrive(time.now());
        var running =
                interpreter.redrive(
                        execution.request(),
                        redriven,
                        execution.integration(),
                        new Iterations(execution.machine()),
                        listener(execution));
        execution.redriven(redriven, running);
        running.ended().whenComplete((ended, failure) -> retire(execution));
        return execution;
    }

    /** The runs of the distributed Maps of the executions that are remembered. */
    public MapRuns mapRuns() {
        return mapRuns;
    }

    /** The state machine of a distributed Map's iterations, which nobody can start. */
    private static StateMachine iterated(StateMachine parent, ExecutionRequest child) {
        return new StateMachine(
                child.stateMachineArn(),
                child.stateMachineName(),
                child.type(),
                parent.source(),
                child.definition(),
                parent.roleArn(),
                parent.configuration(),
                parent.created(),
                parent.updated(),
                parent.revision(),
                parent.published());
    }

    /**
     * Only while it runs, and with the same input, can an execution be started again by its name.
     */
    private static void requireSame(ExecutionRecord there, ExecutionRequest request) {
        var view = there.view();
        if (view.status() != ExecutionStatus.RUNNING
                || !view.input().equals(request.input().text())) {
            throw new RefusedException(
                    Code.EXECUTION_ALREADY_EXISTS,
                    "Execution Already Exists: '" + request.executionArn() + "'");
        }
    }

    static Payload payload(String input) {
        if (Json.utf8Length(input) > Payload.MOST_BYTES) {
            throw new RefusedException(
                    Code.INVALID_EXECUTION_INPUT,
                    "Invalid State Machine Execution Input: it has "
                            + Json.utf8Length(input)
                            + " bytes, more than "
                            + Payload.MOST_BYTES);
        }
        try {
            var json = Json.parse(input);
            return new Payload(json, Json.write(json));
        } catch (MalformedJsonException e) {
            throw new RefusedException(
                    Code.INVALID_EXECUTION_INPUT,
                    "Invalid State Machine Execution Input: '" + e.getMessage() + "'");
        }
    }

    private synchronized void retire(ExecutionRecord execution) {
        endedOldestFirst.add(execution);
        endedCharacters += execution.characters();
        while (endedOldestFirst.size() > MOST_ENDED || endedCharacters > MOST_ENDED_CHARACTERS) {
            var oldest = endedOldestFirst.remove();
            endedCharacters -= oldest.characters();
            byArn.remove(oldest.request().executionArn());
            mapRuns.forget(oldest.request().executionArn());
        }
    }

    private static Execution await(ExecutionRecord execution) throws InterruptedException {
        try {
            execution.running().ended().get();
            return execution.view();
        } catch (ExecutionException e) {
            throw new IllegalStateException("The execution ended without an outcome", e);
        }
    }

    /**
     * Stops it, unless it has ended.
     *
     * @throws RefusedException {@code ExecutionDoesNotExist}, {@code InvalidArn}, {@code
     *     StateMachineTypeNotSupported}
     */
    public Execution stop(String arn, Failure reason) throws InterruptedException {
        var execution = standard(arn);
        execution.running().abort(reason);
        return await(execution);
    }

    /** A STANDARD execution, as the API shows it. */
    public Execution get(String arn) {
        return standard(arn).view();
    }

    /** A STANDARD execution's history, as the API shows it. */
    public List<HistoryEvent> standardHistory(String arn) {
        return standard(arn).events();
    }

    /** All, of EXPRESS state machines too; the newest first. */
    public synchronized List<Execution> all() {
        return byArn.values().stream().map(ExecutionRecord::view).toList().reversed();
    }

    /** The history of any execution that is kept, an EXPRESS one too. */
    public Optional<List<HistoryEvent>> history(String arn) {
        return find(arn).map(ExecutionRecord::events);
    }

    private synchronized Optional<ExecutionRecord> find(String arn) {
        return Optional.ofNullable(byArn.get(arn));
    }

    private ExecutionRecord standard(String arn) {
        Arns.requireStandardExecution(arn);
        return find(arn)
                .filter(found -> found.request().type() == WorkflowType.STANDARD)
                .orElseThrow(
                        () ->
                                new RefusedException(
                                        Code.EXECUTION_DOES_NOT_EXIST,
                                        "Execution Does Not Exist: '" + arn + "'"));
    }

    /** Stops all that run and waits for them, though not for more than ten seconds. */
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
        return byArn.values().stream()
                .map(ExecutionRecord::running)
                .filter(running -> !running.ended().isDone())
                .toList();
    }
}

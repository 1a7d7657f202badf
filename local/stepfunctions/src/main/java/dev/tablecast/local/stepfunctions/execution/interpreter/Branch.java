package dev.tablecast.local.stepfunctions.execution.interpreter;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.local.stepfunctions.asl.State;
import dev.tablecast.local.stepfunctions.asl.StateGraph;
import dev.tablecast.local.stepfunctions.execution.DeadlinePassedException;
import dev.tablecast.local.stepfunctions.execution.Payload;
import dev.tablecast.local.stepfunctions.execution.Time;
import dev.tablecast.local.stepfunctions.execution.history.EventDetails;
import dev.tablecast.local.stepfunctions.execution.history.EventType;
import dev.tablecast.local.stepfunctions.execution.map.MapItem;
import dev.tablecast.local.stepfunctions.execution.task.TaskHost;
import dev.tablecast.local.stepfunctions.failure.FailureException;
import dev.tablecast.local.stepfunctions.failure.QueryEvaluationException;
import dev.tablecast.local.stepfunctions.integration.ServiceIntegration;
import dev.tablecast.local.stepfunctions.json.Json;
import dev.tablecast.local.stepfunctions.path.Variables;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One path through a graph of states, on one thread: the execution itself, a branch of a Parallel
 * or an iteration of a Map.
 *
 * <p>Each branch has its own time: what scaled waits leave out is added to the clock, so that an
 * execution's history, timeouts and {@code $$.State.EnteredTime} are as if it had really waited.
 */
final class Branch implements TaskHost {
    private final Run run;
    private final @Nullable MapItem item;
    private Duration skipped;
    private long lastEvent;
    private long beforeEntering;

    private final Variables variables;
    private final Checkpoint checkpoint;
    private @Nullable JsonNode assigned;

    private Branch(
            Run run,
            @Nullable MapItem item,
            Variables variables,
            Duration skipped,
            long lastEvent,
            Checkpoint checkpoint) {
        this.checkpoint = checkpoint;
        this.variables = variables;
        this.run = run;
        this.item = item;
        this.skipped = skipped;
        this.lastEvent = lastEvent;
    }

    static Branch root(Run run) {
        return redriven(run, new Checkpoint(), Duration.ZERO, 0);
    }

    /**
     * The root of an execution that goes on.
     *
     * @param skipped how far its time is ahead of the machine's
     */
    static Branch redriven(Run run, Checkpoint checkpoint, Duration skipped, long lastEvent) {
        return new Branch(run, null, Variables.none(), skipped, lastEvent, checkpoint);
    }

    /** A branch that starts where this one is, or goes on from its checkpoint. */
    Branch fork(Checkpoint ofFork) {
        return new Branch(run, item, variables.inner(), skipped, lastEvent, ofFork);
    }

    /**
     * An iteration of a Map, which starts at a time of its own.
     *
     * @param outer the variables around the Map
     */
    Branch iteration(
            MapItem newItem, Duration itsSkipped, Variables outer, Checkpoint ofIteration) {
        return new Branch(run, newItem, outer.inner(), itsSkipped, lastEvent, ofIteration);
    }

    /** Runs from the graph's start, or the checkpoint, to its end; returns the last output. */
    Payload run(StateGraph graph, Payload input) throws InterruptedException {
        var reached = checkpoint.entered();
        var step =
                reached == null
                        ? visit(graph.state(graph.startAt()), input)
                        : resume(graph.state(reached.state()), reached);
        while (step instanceof Step.GoTo(String next, Payload output)) {
            step = visit(graph.state(next), output);
        }
        return step.output();
    }

    /** Goes on in a state that has been entered already. */
    private Step resume(State state, Checkpoint.Entered reached) throws InterruptedException {
        variables.assign(Json.object().setAll(reached.variables()));
        return execute(state, reached);
    }

    private Step visit(State state, Payload input) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("The execution has been stopped");
        }
        if (!now().isBefore(run.deadline())) {
            throw new DeadlinePassedException();
        }
        beforeEntering = lastEvent;
        record(
                EventType.entered(state),
                EventDetails.none().with("name", state.name()).with("input", input.text()));
        var entered =
                new Checkpoint.Entered(state.name(), input, variables.own(), lastEvent, now());
        checkpoint.enter(entered);
        return execute(state, entered);
    }

    private Step execute(State state, Checkpoint.Entered entered) throws InterruptedException {
        var visit = new Visit(this, state.name(), entered.event(), entered.time());
        try {
            var step = StateExecutor.execute(state, entered.input(), visit);
            record(EventType.exited(state), exitDetails(state, step));
            return step;
        } catch (FailureException e) {
            if (state instanceof State.Fail && !(e instanceof QueryEvaluationException)) {
                throw e;
            }
            throw new FailureException(visit.failed(e).unnamed());
        }
    }

    private EventDetails exitDetails(State state, Step step) {
        var details =
                EventDetails.none().with("name", state.name()).with("output", step.output().text());
        if (assigned != null) {
            var texts = Json.object();
            assigned.properties()
                    .forEach(
                            variable ->
                                    texts.put(variable.getKey(), Json.write(variable.getValue())));
            details.with("assignedVariables", texts);
            assigned = null;
        }
        return details;
    }

    Checkpoint checkpoint() {
        return checkpoint;
    }

    Variables variables() {
        return variables;
    }

    /** Assigns variables at the end of a state; the event of leaving it has them. */
    void assign(JsonNode values) {
        variables.assign(values);
        assigned = values;
    }

    Run run() {
        return run;
    }

    @Override
    public ServiceIntegration integration() {
        return run.integration();
    }

    @Override
    public Time time() {
        return run.time();
    }

    @Override
    public String stateMachineArn() {
        return run.request().stateMachineArn();
    }

    @Nullable MapItem item() {
        return item;
    }

    Instant now() {
        return run.time().now().plus(skipped);
    }

    Duration skipped() {
        return skipped;
    }

    /** Takes over the time of branches that this one has waited for. */
    void catchUpWith(Duration otherSkipped) {
        if (otherSkipped.compareTo(skipped) > 0) {
            skipped = otherSkipped;
        }
    }

    @Override
    public Duration untilDeadline() {
        return Duration.between(now(), run.deadline());
    }

    /**
     * @throws DeadlinePassedException where the execution times out before the sleep is over
     */
    void sleep(Duration duration) throws InterruptedException {
        var left = untilDeadline();
        boolean tooLong = duration.compareTo(left) >= 0;
        var slept = tooLong ? left : duration;
        var really = Duration.ofMillis(Math.round(slept.toMillis() * run.waitScale()));
        run.time().sleep(really);
        skipped = skipped.plus(slept).minus(really);
        if (tooLong) {
            throw new DeadlinePassedException();
        }
    }

    @Override
    public void record(EventType type, EventDetails details) {
        lastEvent = run.history().add(lastEvent, now(), type, details);
    }

    /** Records that an expression failed: AWS has that follow from what entering follows from. */
    void recordEvaluationFailed(long enteredEvent, EventDetails details) {
        if (lastEvent == enteredEvent) {
            lastEvent = beforeEntering;
        }
        record(EventType.EVALUATION_FAILED, details);
    }

    /** Records an event that no other follows from: AWS has the next one follow from its cause. */
    void recordAside(EventType type, EventDetails details) {
        run.history().add(lastEvent, now(), type, details);
    }

    /** Goes on from the last event of a branch that this one has waited for. */
    void follow(Branch other) {
        lastEvent = Math.max(lastEvent, other.lastEvent);
    }

    void recordLast(EventType type, EventDetails details) {
        run.history().addLast(lastEvent, now(), type, details);
    }
}

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
 * A path through a graph of states, on a thread of its own: the execution itself, a branch of a
 * Parallel state or an iteration of an inline Map.
 *
 * <p>Each branch has its own time. The part of its waits that is skipped because waits are scaled
 * down is added to the clock, so that the history, the timeouts and {@code $$.State.EnteredTime}
 * are those of an execution with real waits.
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

    /** Returns the root branch of a new execution. */
    static Branch root(Run run) {
        return redriven(run, new Checkpoint(), Duration.ZERO, 0);
    }

    /**
     * Returns the root branch of an execution that is redriven.
     *
     * @param skipped the difference between the execution's time and the clock
     */
    static Branch redriven(Run run, Checkpoint checkpoint, Duration skipped, long lastEvent) {
        return new Branch(run, null, Variables.none(), skipped, lastEvent, checkpoint);
    }

    /**
     * Returns a branch that starts at this branch's time and last event, in the state of its
     * checkpoint.
     */
    Branch fork(Checkpoint ofFork) {
        return new Branch(run, item, variables.inner(), skipped, lastEvent, ofFork);
    }

    /**
     * Returns the branch of a Map's iteration.
     *
     * @param itsSkipped the skipped time at its start
     * @param outer the variables that the Map sees
     */
    Branch iteration(
            MapItem newItem, Duration itsSkipped, Variables outer, Checkpoint ofIteration) {
        return new Branch(run, newItem, outer.inner(), itsSkipped, lastEvent, ofIteration);
    }

    /**
     * Runs the graph from its start, or from the checkpoint, to its end.
     *
     * @return the output of the last state
     */
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

    /** Continues in a state that was entered before the redrive. */
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

    /** Assigns variables at the end of a state. The event of leaving the state shows them. */
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

    /** Returns the branch's time: the clock and the time skipped. */
    Instant now() {
        return run.time().now().plus(skipped);
    }

    /** Returns the time skipped by scaled waits. */
    Duration skipped() {
        return skipped;
    }

    /** Advances to the time of a branch that this one has waited for. */
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
     * Waits, for the scaled duration.
     *
     * @throws DeadlinePassedException if the execution times out before the end of the wait
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

    /**
     * Records the failure of an expression. In AWS it follows the event before the state was
     * entered.
     */
    void recordEvaluationFailed(long enteredEvent, EventDetails details) {
        if (lastEvent == enteredEvent) {
            lastEvent = beforeEntering;
        }
        record(EventType.EVALUATION_FAILED, details);
    }

    /** Records an event that the next one doesn't follow. In AWS the next one follows its cause. */
    void recordAside(EventType type, EventDetails details) {
        run.history().add(lastEvent, now(), type, details);
    }

    /** Continues from the last event of a branch that this one has waited for. */
    void follow(Branch other) {
        lastEvent = Math.max(lastEvent, other.lastEvent);
    }

    void recordLast(EventType type, EventDetails details) {
        run.history().addLast(lastEvent, now(), type, details);
    }
}

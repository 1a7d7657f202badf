package dev.tablecast.local.stepfunctions.execution.interpreter;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.local.stepfunctions.asl.State;
import dev.tablecast.local.stepfunctions.asl.StateGraph;
import dev.tablecast.local.stepfunctions.execution.Payload;
import dev.tablecast.local.stepfunctions.execution.history.EventDetails;
import dev.tablecast.local.stepfunctions.execution.history.EventType;
import dev.tablecast.local.stepfunctions.json.Json;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Runs Parallel states.
 *
 * @see <a href="https://states-language.net/spec.html#parallel-state">ASL, Parallel State</a>
 */
final class ParallelExecutor implements Attempts.Attempt {
    private final State.Parallel state;
    private final Payload input;
    private final Visit visit;
    private boolean started;

    private ParallelExecutor(State.Parallel state, Payload input, Visit visit) {
        this.state = state;
        this.input = input;
        this.visit = visit;
    }

    static Step execute(State.Parallel state, Payload input, Visit visit)
            throws InterruptedException {
        return Attempts.run(
                state.errors(), input, visit, new ParallelExecutor(state, input, visit));
    }

    @Override
    public Step run(int retryCount) throws InterruptedException {
        started = false;
        var effective = StateExecutor.parameters(state.data(), input, visit, retryCount);
        var branch = visit.branch();
        var checkpoint = branch.checkpoint();
        if (!checkpoint.start()) {
            branch.record(EventType.PARALLEL_STATE_STARTED, EventDetails.none());
        }
        started = true;
        var works =
                IntStream.range(0, state.branches().size())
                        .mapToObj(
                                i -> new BranchWork(i, branch, state.branches().get(i), effective))
                        .toList();
        try {
            Fork.doAll("branch of " + state.name(), works);
        } finally {
            for (var work : works) {
                branch.catchUpWith(work.branch.skipped());
                branch.follow(work.branch);
            }
        }
        branch.recordAside(EventType.PARALLEL_STATE_SUCCEEDED, EventDetails.none());
        started = false;
        var results = Json.mapper().createArrayNode().addAll(outputs(works));
        return Step.along(
                state.transition(),
                StateExecutor.output(state.data(), input, results, visit, retryCount));
    }

    /**
     * {@inheritDoc}
     *
     * <p>Only the last attempt has an event, and only if its branches have started.
     */
    @Override
    public void giveUp(boolean evaluating) {
        if (started) {
            visit.branch().record(EventType.PARALLEL_STATE_FAILED, EventDetails.none());
        }
    }

    private static List<JsonNode> outputs(List<BranchWork> works) {
        return works.stream().map(work -> Objects.requireNonNull(work.output)).toList();
    }

    private static final class BranchWork implements Fork.Work {
        private final int index;
        private final Checkpoint around;
        private final Branch branch;
        private final StateGraph graph;
        private final Payload input;
        private @Nullable JsonNode output;

        BranchWork(int index, Branch parent, StateGraph graph, Payload input) {
            this.index = index;
            this.around = parent.checkpoint();
            this.branch = parent.fork(around.inner(index));
            this.graph = graph;
            this.input = input;
            this.output = around.done().get(index);
        }

        @Override
        public void run() throws InterruptedException {
            if (output == null) {
                output = branch.run(graph, input).json();
                around.done(index, output);
            }
        }
    }
}

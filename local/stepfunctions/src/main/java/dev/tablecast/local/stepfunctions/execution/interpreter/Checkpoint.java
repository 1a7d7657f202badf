package dev.tablecast.local.stepfunctions.execution.interpreter;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.local.stepfunctions.execution.Payload;
import dev.tablecast.local.stepfunctions.execution.map.RunningMap;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The progress of a branch, from which a redrive continues in the current state. The outputs of
 * that state's branches or iterations are kept; the unfinished ones have checkpoints of their own.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/redrive-executions.html#redrive-individual-state-behavior">Redrive
 *     behavior of individual states</a>
 */
final class Checkpoint {
    /**
     * A state that the branch has entered.
     *
     * @param variables the variables that the branch had assigned before
     * @param event the id of the event of entering it
     */
    record Entered(
            String state,
            Payload input,
            Map<String, JsonNode> variables,
            long event,
            Instant time) {}

    /** The progress of the branches or iterations of a state. Most states have none. */
    private static final class Inside {
        private final Map<Integer, Checkpoint> inner = new ConcurrentHashMap<>();
        private final Map<Integer, JsonNode> done = new ConcurrentHashMap<>();
        private final Map<Integer, String> children = new ConcurrentHashMap<>();
        private volatile @Nullable RunningMap mapRun;
    }

    private volatile @Nullable Entered entered;
    private volatile @Nullable Inside inside;

    /** Marks the start of a state. */
    void enter(Entered state) {
        entered = state;
        restart();
    }

    /** Discards all progress, because the execution can't be redriven. */
    void forget() {
        entered = null;
        restart();
    }

    /** Returns the current state; null before the first. */
    @Nullable Entered entered() {
        return entered;
    }

    /** Discards the progress within the state, because it starts from the beginning. */
    void restart() {
        inside = null;
    }

    /**
     * Marks the start of the state's branches or iterations.
     *
     * @return whether they had started before, so that the history has the event already
     */
    boolean start() {
        boolean before = inside != null;
        if (!before) {
            inside = new Inside();
        }
        return before;
    }

    private Inside inside() {
        var there = inside;
        if (there == null) {
            throw new IllegalStateException("Nothing has started in this state");
        }
        return there;
    }

    /** Returns the checkpoint of a branch or iteration. */
    Checkpoint inner(int index) {
        return inside().inner.computeIfAbsent(index, i -> new Checkpoint());
    }

    /** Stores the output of a finished branch or iteration. */
    void done(int index, JsonNode output) {
        var there = inside();
        there.done.put(index, output);
        there.inner.remove(index);
    }

    /** Returns the outputs of the finished branches or iterations, by index. */
    Map<Integer, JsonNode> done() {
        return inside().done;
    }

    /** Returns the ARNs of a distributed Map's child executions, by index. */
    Map<Integer, String> children() {
        return inside().children;
    }

    @Nullable RunningMap mapRun() {
        return inside().mapRun;
    }

    void mapRun(RunningMap run) {
        inside().mapRun = run;
    }
}

package dev.tablecast.local.stepfunctions.execution.interpreter;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.local.stepfunctions.execution.Payload;
import dev.tablecast.local.stepfunctions.execution.map.RunningMap;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * How far a branch has come, so that a redrive goes on in the state that was under way. What the
 * branches or iterations of that state have put out is kept; those that haven't ended have
 * checkpoints of their own.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/redrive-executions.html#redrive-individual-state-behavior">Redrive
 *     behavior of individual states</a>
 */
final class Checkpoint {
    /**
     * A state that has been entered.
     *
     * @param variables that the branch had assigned before
     */
    record Entered(
            String state,
            Payload input,
            Map<String, JsonNode> variables,
            long event,
            Instant time) {}

    /** What a state has in it whose branches or iterations have started; most have none. */
    private static final class Inside {
        private final Map<Integer, Checkpoint> inner = new ConcurrentHashMap<>();
        private final Map<Integer, JsonNode> done = new ConcurrentHashMap<>();
        private final Map<Integer, String> children = new ConcurrentHashMap<>();
        private volatile @Nullable RunningMap mapRun;
    }

    private volatile @Nullable Entered entered;
    private volatile @Nullable Inside inside;

    void enter(Entered state) {
        entered = state;
        restart();
    }

    /** Lets go of everything: nothing goes on from here. */
    void forget() {
        entered = null;
        restart();
    }

    /** The state that is under way; null before the first. */
    @Nullable Entered entered() {
        return entered;
    }

    /** The state starts again from its beginning: with another state, or to retry. */
    void restart() {
        inside = null;
    }

    /**
     * Notes that the branches or iterations of the state start.
     *
     * @return whether they had started before, so that the history says so already
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

    /** The checkpoint of a branch or iteration. */
    Checkpoint inner(int index) {
        return inside().inner.computeIfAbsent(index, i -> new Checkpoint());
    }

    void done(int index, JsonNode output) {
        var there = inside();
        there.done.put(index, output);
        there.inner.remove(index);
    }

    Map<Integer, JsonNode> done() {
        return inside().done;
    }

    /** The executions that iterations of a distributed Map are, by index. */
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

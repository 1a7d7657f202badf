package dev.tablecast.local.stepfunctions.registry;

import dev.tablecast.local.stepfunctions.asl.State;
import dev.tablecast.local.stepfunctions.asl.StateGraph;
import dev.tablecast.local.stepfunctions.json.Json;
import java.time.Duration;

/**
 * The billed duration and memory of an EXPRESS execution.
 *
 * @param duration the duration, rounded up to a multiple of 100 ms
 * @param memoryMegabytes the memory in MB, rounded up to a multiple of 64: 50 MB, the definition,
 *     and the input once for each Map and Parallel state
 * @see <a href="https://aws.amazon.com/step-functions/pricing/">Pricing</a>
 */
public record Billing(Duration duration, long memoryMegabytes) {
    private static final long MEGABYTE = 1024L * 1024;
    private static final long BASE = 50 * MEGABYTE;
    private static final long CHUNK_MEGABYTES = 64;
    private static final long STEP_MILLIS = 100;

    /** Returns the billing of an execution. */
    public static Billing of(Execution execution) {
        var ended = execution.ended() == null ? execution.started() : execution.ended();
        long millis = Duration.between(execution.started(), ended).toMillis();
        long bytes =
                BASE
                        + Json.utf8Length(execution.machine().source())
                        + Json.utf8Length(execution.input())
                                * concurrentSteps(execution.machine().definition().graph());
        return new Billing(
                Duration.ofMillis(Math.ceilDiv(Math.max(millis, 1), STEP_MILLIS) * STEP_MILLIS),
                Math.ceilDiv(bytes, CHUNK_MEGABYTES * MEGABYTE) * CHUNK_MEGABYTES);
    }

    private static long concurrentSteps(StateGraph graph) {
        return graph.states().values().stream().mapToLong(Billing::concurrentSteps).sum();
    }

    private static long concurrentSteps(State state) {
        var inside = StateGraph.inside(state);
        return (inside.isEmpty() ? 0 : 1)
                + inside.stream().mapToLong(Billing::concurrentSteps).sum();
    }
}

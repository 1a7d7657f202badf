package dev.tablecast.local.stepfunctions.registry;

import dev.tablecast.local.stepfunctions.execution.map.RunningMap;
import dev.tablecast.local.stepfunctions.registry.RefusedException.Code;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The Map Runs of the executions that are kept. */
public final class MapRuns {
    private final Map<String, RunningMap> byArn = new LinkedHashMap<>();

    synchronized void add(RunningMap run) {
        byArn.put(run.arn(), run);
    }

    /** Removes the Map Runs of an execution. */
    synchronized void forget(String executionArn) {
        byArn.values().removeIf(run -> run.parent().executionArn().equals(executionArn));
    }

    /**
     * Returns a Map Run.
     *
     * @throws RefusedException {@code ResourceNotFound}
     */
    public synchronized RunningMap get(String arn) {
        var run = byArn.get(arn);
        if (run == null) {
            throw new RefusedException(
                    Code.RESOURCE_NOT_FOUND, "Map Run Does Not Exist: '" + arn + "'");
        }
        return run;
    }

    /** Returns the Map Runs of an execution, the newest first. */
    public synchronized List<RunningMap> of(String executionArn) {
        return byArn.values().stream()
                .filter(run -> run.parent().executionArn().equals(executionArn))
                .toList()
                .reversed();
    }
}

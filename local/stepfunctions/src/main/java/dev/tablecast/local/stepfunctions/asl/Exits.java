package dev.tablecast.local.stepfunctions.asl;

import java.util.LinkedHashMap;
import java.util.Map;

/** Where a state leads: collected while it is parsed, checked once all names are known. */
final class Exits {
    private final Map<String, String> targets = new LinkedHashMap<>();
    private boolean end;

    /** An empty target is a missing one, which has been noted as such. */
    void add(String location, String target) {
        if (!target.isEmpty()) {
            targets.put(location, target);
        }
    }

    void addEnd() {
        end = true;
    }

    /** The name of a state for each location that names one. */
    Map<String, String> targets() {
        return targets;
    }

    boolean isEnd() {
        return end;
    }
}

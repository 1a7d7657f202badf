package dev.tablecast.local.stepfunctions.asl.parser;

import java.util.LinkedHashMap;
import java.util.Map;

/** Where a state leads: collected while it is parsed, checked once all names are known. */
final class Exits {
    private final Map<String, String> targets = new LinkedHashMap<>();
    private boolean end;

    void add(String location, String target) {
        targets.put(location, target);
    }

    /** Reads a {@code Next} that must be there; a missing or empty one is noted as such only. */
    String requireNext(Fields fields) {
        var next = fields.requiredText("Next");
        if (!next.isEmpty()) {
            add(fields.at("Next"), next);
        }
        return next;
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

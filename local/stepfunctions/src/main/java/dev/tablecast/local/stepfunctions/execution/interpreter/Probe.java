package dev.tablecast.local.stepfunctions.execution.interpreter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Collects the intermediate data of a state under test, by the names of the API's {@code
 * InspectionData}.
 */
final class Probe {
    private final @Nullable ObjectNode context;
    private final Map<String, JsonNode> data = new LinkedHashMap<>();

    /**
     * @param context replaces the context object; null for that of the execution
     */
    Probe(@Nullable ObjectNode context) {
        this.context = context;
    }

    @Nullable ObjectNode context() {
        return context;
    }

    void see(String name, JsonNode json) {
        data.put(name, json);
    }

    Map<String, JsonNode> data() {
        return data;
    }
}

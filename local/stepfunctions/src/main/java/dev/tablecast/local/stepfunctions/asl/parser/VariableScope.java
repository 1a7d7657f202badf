package dev.tablecast.local.stepfunctions.asl.parser;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The variables that the states of one graph assign. A nested graph can't assign a variable of an
 * outer graph.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/workflow-variables.html#variable-scope">Variable
 *     scope</a>
 */
final class VariableScope {
    private final @Nullable VariableScope outer;
    private final List<VariableScope> inner = new ArrayList<>();
    private final Map<String, String> assigned = new LinkedHashMap<>();

    private VariableScope(@Nullable VariableScope outer) {
        this.outer = outer;
    }

    static VariableScope outermost() {
        return new VariableScope(null);
    }

    VariableScope nested() {
        var nested = new VariableScope(this);
        inner.add(nested);
        return nested;
    }

    /**
     * Adds an assignment.
     *
     * @param location of the {@code Assign} field
     */
    void assign(String name, String location) {
        assigned.putIfAbsent(name, location);
    }

    /**
     * Reports each variable that an outer graph assigns too. Called when all assignments are known.
     */
    void report(Problems problems) {
        assigned.forEach(
                (name, location) -> {
                    for (var around = outer; around != null; around = around.outer) {
                        if (around.assigned.containsKey(name)) {
                            problems.schema(
                                    location,
                                    "the variable \""
                                            + name
                                            + "\" is assigned outside of this branch or iteration,"
                                            + " at "
                                            + around.assigned.get(name)
                                            + ", so it can't be assigned here");
                            return;
                        }
                    }
                });
        inner.forEach(nested -> nested.report(problems));
    }
}

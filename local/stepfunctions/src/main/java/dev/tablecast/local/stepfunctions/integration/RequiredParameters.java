package dev.tablecast.local.stepfunctions.integration;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The parameters of an optimized integration, whose names are checked when a state machine is
 * created.
 *
 * @param required the name of the required parameter
 * @param all the names of all parameters
 */
public record RequiredParameters(String required, Set<String> all) {
    public RequiredParameters {
        all = Set.copyOf(all);
    }

    /**
     * Returns the problems of a state's parameters.
     *
     * @param parameters the parameters in the definition, whose names may end in {@code .$}; a
     *     missing node if an expression computes them as a whole
     */
    public List<String> problems(String resource, JsonNode parameters) {
        if (parameters.isMissingNode()) {
            return List.of();
        }
        var problems = new ArrayList<String>();
        for (var field : parameters.properties()) {
            var name = field.getKey();
            var plain = name.endsWith(".$") ? name.substring(0, name.length() - 2) : name;
            if (!all.contains(plain)) {
                problems.add(
                        "\""
                                + name
                                + "\" is not a parameter of "
                                + resource
                                + "; there are: "
                                + all.stream().sorted().collect(Collectors.joining(", ")));
            }
        }
        if (!parameters.has(required) && !parameters.has(required + ".$")) {
            problems.add("\"" + required + "\" is missing from the Parameters of " + resource);
        }
        return problems;
    }
}

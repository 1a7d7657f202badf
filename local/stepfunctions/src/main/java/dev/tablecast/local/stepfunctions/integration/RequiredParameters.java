package dev.tablecast.local.stepfunctions.integration;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The parameters of an optimized integration whose names are checked before anything runs.
 *
 * @param required the one that must be there
 * @param all with the required one
 */
public record RequiredParameters(String required, Set<String> all) {
    public RequiredParameters {
        all = Set.copyOf(all);
    }

    /**
     * The mistakes in a state's Parameters.
     *
     * @param parameters as written, where a name may end in {@code .$}; missing where they are
     *     computed as a whole
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
                                + "\" is no parameter of "
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

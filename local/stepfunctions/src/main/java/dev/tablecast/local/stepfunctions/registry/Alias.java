package dev.tablecast.local.stepfunctions.registry;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A name that leads to one version of a state machine, or to two by their weights.
 *
 * @param description empty for none
 */
public record Alias(
        String arn,
        String name,
        String description,
        List<Route> routes,
        Instant created,
        Instant updated) {
    /**
     * @param weight in percent of the executions
     */
    public record Route(String versionArn, int weight) {}

    public Alias {
        routes = List.copyOf(routes);
    }

    /**
     * Refuses routes that AWS refuses, in its words.
     *
     * @throws RefusedException {@code ValidationException}
     */
    static void check(List<Route> routes) {
        var arns = routes.stream().map(Route::versionArn).toList();
        var listed = arns.stream().collect(Collectors.joining(", ", "[", "]"));
        if (routes.isEmpty() || routes.size() > 2) {
            throw invalid(
                    "1 validation error detected: Value '"
                            + listed
                            + "' at 'routingConfiguration' failed to satisfy constraint: Member"
                            + " must have length between 1 and 2");
        }
        if (!arns.stream().allMatch(Arns::isVersion)) {
            throw invalid(
                    "Routing configuration must contain state machine version ARNs. Received: "
                            + listed);
        }
        if (arns.stream().distinct().count() != arns.size()) {
            throw invalid(
                    "Routing configuration must contain distinct state machine version ARNs."
                            + " Received: "
                            + listed);
        }
        for (int i = 0; i < routes.size(); i++) {
            if (routes.get(i).weight() > 100 || routes.get(i).weight() < 0) {
                throw invalid(
                        "1 validation error detected: Value '"
                                + routes.get(i).weight()
                                + "' at 'routingConfiguration."
                                + (i + 1)
                                + ".member.weight' failed to satisfy constraint: Member must have"
                                + " value "
                                + (routes.get(i).weight() > 100
                                        ? "less than or equal to 100"
                                        : "greater than or equal to 0"));
            }
        }
        if (routes.stream().mapToInt(Route::weight).sum() != 100) {
            throw invalid(
                    "Sum of routing configuration weights must equal 100. Received: "
                            + routes.stream().map(Route::weight).toList());
        }
    }

    private static RefusedException invalid(String message) {
        return new RefusedException(RefusedException.Code.VALIDATION, message);
    }
}

package dev.tablecast.local.stepfunctions.registry;

import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * An alias of a state machine, which routes executions to one or two of its versions.
 *
 * @param description empty for none
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/concepts-state-machine-alias.html">Aliases</a>
 */
public record Alias(
        String arn,
        String name,
        String description,
        List<Route> routes,
        Instant created,
        Instant updated) {
    /**
     * A route to a version.
     *
     * @param weight the percentage of executions, from 0 to 100
     */
    public record Route(String versionArn, int weight) {}

    public Alias {
        routes = List.copyOf(routes);
    }

    /** Returns whether one of the routes leads to a version. */
    boolean routesTo(String versionArn) {
        return routes.stream().anyMatch(route -> route.versionArn().equals(versionArn));
    }

    /** Returns the ARN of a version at random, by the weights of the routes. */
    String pick(RandomGenerator random) {
        int drawn = random.nextInt(100);
        for (var route : routes) {
            drawn -= route.weight();
            if (drawn < 0) {
                return route.versionArn();
            }
        }
        throw new IllegalStateException("The weights of " + arn + " don't add up to 100");
    }

    /**
     * Checks routes.
     *
     * @throws RefusedException {@code ValidationException}, with AWS's own message
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

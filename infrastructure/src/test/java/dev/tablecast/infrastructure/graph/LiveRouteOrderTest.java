package dev.tablecast.infrastructure.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The order in which a route comes alive: whatever a client's request needs is there before the
 * stage, and the graph says so, because the engine is free in everything else.
 */
class LiveRouteOrderTest {
    private static final List<String> PARTS =
            List.of(
                    "Route",
                    "RouteResponse",
                    "Integration",
                    "IntegrationResponse",
                    "Authorizer",
                    "Deployment");

    @ParameterizedTest
    @MethodSource("dev.tablecast.infrastructure.graph.ResourceGraphTest#stacks")
    void theStageWaitsForAllThatItsRoutesNeed(String stack) {
        var graph =
                RecordedProgram.run(
                        stack, StackFiles.account(stack), StackFiles.configuration(stack));
        var before = before(graph, graph.ofType("Stage").findFirst().orElseThrow());

        for (String part : PARTS) {
            assertThat(before).containsAll(graph.ofType(part).map(Registered::urn).toList());
        }
        var permissions =
                graph.ofType("Permission")
                        .filter(
                                permission ->
                                        permission
                                                .text("principal")
                                                .equals("apigateway.amazonaws.com"))
                        .toList();
        assertThat(permissions)
                .hasSizeGreaterThanOrEqualTo(4)
                .allSatisfy(permission -> assertThat(before).contains(permission.urn()));
        for (Registered permission : permissions) {
            var function = graph.referred(permission, "function").orElseThrow();
            assertThat(before)
                    .contains(function.urn())
                    .containsAll(
                            graph.ofType("RolePolicy")
                                    .filter(policy -> policy.name().equals(function.name()))
                                    .map(Registered::urn)
                                    .toList());
        }
    }

    /** The resources that the engine has made by the time it makes this one. */
    private static Set<String> before(ResourceGraph graph, Registered resource) {
        var before = new HashSet<String>();
        collect(graph, resource, before);
        return before;
    }

    private static void collect(ResourceGraph graph, Registered resource, Set<String> found) {
        for (String urn : resource.dependsOn()) {
            if (found.add(urn)) {
                graph.resources().stream()
                        .filter(other -> other.urn().equals(urn))
                        .forEach(other -> collect(graph, other, found));
            }
        }
    }
}

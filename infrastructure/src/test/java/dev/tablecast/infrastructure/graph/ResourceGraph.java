package dev.tablecast.infrastructure.graph;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The resources of a stack, each after all that it needs.
 *
 * @param exports the stack's outputs
 */
public record ResourceGraph(String stack, List<Registered> resources, Map<String, Object> exports) {
    public ResourceGraph {
        resources = inOrder(resources);
    }

    /** Each after all that it needs, and otherwise by type and name. */
    private static List<Registered> inOrder(List<Registered> resources) {
        var left = new ArrayList<>(resources);
        left.sort(Comparator.comparing(Registered::type).thenComparing(Registered::name));
        var ordered = new ArrayList<Registered>();
        while (!left.isEmpty()) {
            var next =
                    left.stream()
                            .filter(resource -> left.stream().noneMatch(resource::needs))
                            .findFirst()
                            .orElseThrow(() -> new IllegalStateException("a circle: " + left));
            left.remove(next);
            ordered.add(next);
        }
        return List.copyOf(ordered);
    }

    /** Those that a provider makes something of. */
    public List<Registered> custom() {
        return resources.stream().filter(Registered::isCustom).toList();
    }

    public Stream<Registered> ofType(String shortType) {
        return custom().stream().filter(resource -> resource.shortType().equals(shortType));
    }

    public Optional<Registered> find(Reference reference) {
        return resources.stream().filter(reference::isTo).findFirst();
    }

    /** The resource that an input of another one refers to. */
    public Optional<Registered> referred(Registered from, String input) {
        return from.reference(input).flatMap(this::find);
    }

    public Optional<Registered> parent(Registered resource) {
        return resources.stream()
                .filter(found -> found.urn().equals(resource.parent()))
                .findFirst();
    }
}

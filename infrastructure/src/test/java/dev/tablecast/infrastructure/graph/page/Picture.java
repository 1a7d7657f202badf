package dev.tablecast.infrastructure.graph.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tablecast.infrastructure.graph.Reference;
import dev.tablecast.infrastructure.graph.Registered;
import dev.tablecast.infrastructure.graph.ResourceGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The Mermaid flowchart of calls: the actions that roles are allowed on resources, the routes of
 * the API, and the mappings of streams and queues.
 */
final class Picture {
    /** The shape of a resource type. */
    private static final TreeMap<String, String> SHAPES = new TreeMap<>();

    static {
        SHAPES.put("Table", "[(\"%s\")]");
        SHAPES.put("Function", "[\"%s\"]");
        SHAPES.put("StateMachine", "{{\"%s\"}}");
        SHAPES.put("Queue", "[/\"%s\"/]");
        SHAPES.put("Schedule", ">\"%s\"]");
        SHAPES.put("Api", "([\"%s\"])");
    }

    private final ResourceGraph graph;
    private final TreeSet<String> arrows = new TreeSet<>();

    private Picture(ResourceGraph graph) {
        this.graph = graph;
    }

    static String of(ResourceGraph graph) {
        return new Picture(graph).draw();
    }

    private String draw() {
        graph.ofType("RolePolicy").forEach(this::allowed);
        graph.ofType("Route").forEach(this::route);
        graph.ofType("Authorizer").forEach(this::authorizer);
        graph.ofType("EventSourceMapping").forEach(this::mapping);
        var lines = new ArrayList<String>();
        lines.add("flowchart LR");
        for (Registered resource : graph.custom()) {
            if (SHAPES.containsKey(resource.shortType())) {
                lines.add(
                        "  "
                                + id(resource)
                                + SHAPES.get(resource.shortType()).formatted(resource.name()));
            }
        }
        lines.addAll(arrows);
        return String.join("\n", lines) + "\n";
    }

    /** Returns the arrows from resources with a role to the resources that its policy names. */
    private void allowed(Registered policy) {
        var users =
                graph.custom().stream()
                        .filter(user -> SHAPES.containsKey(user.shortType()))
                        .filter(
                                user ->
                                        role(user)
                                                .equals(
                                                        policy.reference("role")
                                                                .map(Reference::name)))
                        .toList();
        for (Reference reference : policy.references()) {
            var target = graph.find(reference).flatMap(this::drawn);
            for (Registered user : users) {
                target.filter(found -> !reference.input().equals("role"))
                        .ifPresent(found -> arrow(user, actions(policy, reference), found));
            }
        }
    }

    private static Optional<String> role(Registered user) {
        return user.references().stream()
                .filter(reference -> reference.type().endsWith(":Role"))
                .map(Reference::name)
                .findFirst();
    }

    private void route(Registered route) {
        graph.referred(route, "target")
                .flatMap(integration -> graph.referred(integration, "integrationUri"))
                .flatMap(this::drawn)
                .ifPresent(function -> arrow(api(route), route.text("routeKey"), function));
    }

    private void authorizer(Registered authorizer) {
        graph.referred(authorizer, "authorizerUri")
                .flatMap(this::drawn)
                .ifPresent(function -> arrow(api(authorizer), "authorizer", function));
    }

    private void mapping(Registered mapping) {
        var source = graph.referred(mapping, "eventSourceArn").flatMap(this::drawn);
        var function = graph.referred(mapping, "functionName").flatMap(this::drawn).orElseThrow();
        // The stream of a table that exists is no resource of this stack.
        source.ifPresent(found -> arrow(found, "batches", function));
    }

    private Registered api(Registered part) {
        return graph.referred(part, "apiId").orElseThrow();
    }

    /** The resource that stands for another: a function for its alias, an API for its stage. */
    private Optional<Registered> drawn(Registered resource) {
        return switch (resource.shortType()) {
            case "Alias" -> graph.referred(resource, "functionName");
            case "Stage" -> graph.referred(resource, "apiId");
            default ->
                    SHAPES.containsKey(resource.shortType())
                            ? Optional.of(resource)
                            : Optional.empty();
        };
    }

    /** Returns the actions that a policy allows on another resource of the graph. */
    private static String actions(Registered policy, Reference reference) {
        var actions = new TreeSet<String>();
        for (JsonNode statement : json(policy.text("policy")).path("Statement")) {
            for (JsonNode resource : statement.path("Resource")) {
                if (resource.asText().contains(reference.value())) {
                    statement
                            .path("Action")
                            .forEach(
                                    action -> actions.add(action.asText().replaceFirst(".*:", "")));
                }
            }
        }
        return String.join(", ", actions);
    }

    private void arrow(Registered from, String label, Registered to) {
        arrows.add("  %s -- \"%s\" --> %s".formatted(id(from), label, id(to)));
    }

    private static String id(Registered resource) {
        return (resource.shortType() + "_" + resource.name()).replaceAll("[^A-Za-z0-9_]", "_");
    }

    private static JsonNode json(String text) {
        try {
            return new JsonMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** The resources of each component, in its order. */
    static List<String> components(ResourceGraph graph) {
        var rows = new ArrayList<String>();
        rows.add("| component | resources |");
        rows.add("|---|---|");
        for (Registered component : graph.resources()) {
            if (component.isCustom()) {
                continue;
            }
            var counts = new TreeMap<String, Integer>();
            graph.custom().stream()
                    .filter(resource -> resource.parent().equals(component.urn()))
                    .forEach(resource -> counts.merge(resource.shortType(), 1, Integer::sum));
            if (!counts.isEmpty()) {
                rows.add(
                        "| `%s` %s | %s |"
                                .formatted(
                                        component.shortType(), component.name(), counted(counts)));
            }
        }
        return rows;
    }

    private static String counted(TreeMap<String, Integer> counts) {
        var parts = new ArrayList<String>();
        counts.forEach((type, count) -> parts.add(count == 1 ? type : count + " " + type));
        return String.join(", ", parts);
    }
}

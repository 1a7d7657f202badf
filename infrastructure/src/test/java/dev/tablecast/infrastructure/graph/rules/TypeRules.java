package dev.tablecast.infrastructure.graph.rules;

import dev.tablecast.infrastructure.graph.Registered;
import dev.tablecast.infrastructure.graph.ResourceGraph;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rules for the inputs of one resource type.
 *
 * <p>Every value must have a rule: one that nobody thought about is a problem as well. Paths have a
 * dot before a member and {@code []} for any element of a list; {@code *} is any member.
 */
final class TypeRules {
    private final Map<String, Rule> inputs = new LinkedHashMap<>();
    private final List<String> required = new ArrayList<>();
    private final List<Check> checks = new ArrayList<>();
    private Rule name = Rule.text(255);

    /** Looks at a resource as a whole, or at what it has to do with others. */
    @FunctionalInterface
    interface Check {
        /** Returns what is wrong. */
        List<String> problems(Registered resource, ResourceGraph graph);
    }

    /** An input that must be there. */
    TypeRules needs(String path, Rule rule) {
        required.add(path.replace("[]", ""));
        return takes(path, rule);
    }

    TypeRules takes(String path, Rule rule) {
        inputs.put(path, rule);
        return this;
    }

    /** The name, where Pulumi makes it as well as where it is chosen. */
    TypeRules named(Rule rule) {
        name = rule;
        return takes("name", rule);
    }

    /**
     * At most 50, keys of 128 and values of 256 characters, and none of AWS's own.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html">Best
     *     practices and strategies</a>
     */
    TypeRules tagged() {
        return needs(
                        "tags",
                        Rule.of(
                                value -> value instanceof Map<?, ?> tags && tags.size() <= 50,
                                "at most 50"))
                .takes("tags.*", Rule.matches("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*", 256));
    }

    TypeRules check(Check check) {
        checks.add(check);
        return this;
    }

    /** Returns everything that is wrong with a resource of this type. */
    List<String> problems(Registered resource, ResourceGraph graph) {
        var problems = new ArrayList<String>();
        note(problems, resource, "name", resource.physicalName(), name);
        for (String path : required) {
            if (at(resource.inputs(), path) == null) {
                problems.add("%s: %s is missing".formatted(resource, path));
            }
        }
        walk(problems, resource, "", resource.inputs());
        for (Check check : checks) {
            check.problems(resource, graph)
                    .forEach(problem -> problems.add("%s: %s".formatted(resource, problem)));
        }
        return problems;
    }

    private void walk(List<String> problems, Registered resource, String path, Object value) {
        boolean ruled = inputs.containsKey(path);
        if (ruled) {
            note(problems, resource, path, value, inputs.get(path));
        }
        if (value instanceof Map<?, ?> members) {
            members.forEach(
                    (key, member) -> {
                        String exact = path.isEmpty() ? String.valueOf(key) : path + "." + key;
                        boolean any = !inputs.containsKey(exact) && inputs.containsKey(path + ".*");
                        walk(problems, resource, any ? path + ".*" : exact, member);
                    });
        } else if (value instanceof List<?> elements) {
            elements.forEach(element -> walk(problems, resource, path + "[]", element));
        } else if (!ruled) {
            problems.add("%s: no rule says what %s may be".formatted(resource, path));
        }
    }

    private static void note(
            List<String> problems, Registered resource, String path, Object value, Rule rule) {
        String allowed = rule.allowed(value);
        if (!allowed.isEmpty()) {
            problems.add("%s: %s is %s; it takes %s".formatted(resource, path, value, allowed));
        }
    }

    /** The value at a path without lists; null where there is none. */
    static Object at(Object value, String path) {
        Object found = value;
        for (String member : path.split("\\.")) {
            found = found instanceof Map<?, ?> members ? members.get(member) : null;
        }
        return found;
    }
}

package dev.tablecast.local.stepfunctions.jsonata;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The variables, fields and names that an expression refers to. Step Functions evaluates
 * expressions without a context item, so that names and {@code $} are valid only within a path, a
 * predicate and the like.
 */
final class References {
    private static final Set<String> IN_CONTEXT =
            Set.of("name", "wildcard", "descendant", "parent");
    private static final String[] OPERANDS = {
        "procedure",
        "arguments",
        "expression",
        "expressions",
        "condition",
        "then",
        "_else",
        "lhs",
        "rhs",
        "lhsObject",
        "rhsObject",
        "expr",
        "body"
    };

    private final Set<String> variables = new LinkedHashSet<>();
    private final Set<String> locals = new LinkedHashSet<>();
    private final Set<String> topLevel = new LinkedHashSet<>();
    private final Set<String> fieldsOfStates = new LinkedHashSet<>();

    private References() {}

    static References of(SyntaxTree tree) {
        var references = new References();
        references.visit(tree, false);
        return references;
    }

    /**
     * Returns the variables that the expression doesn't define itself, including the functions that
     * it calls.
     */
    Set<String> variables() {
        var others = new LinkedHashSet<>(variables);
        others.removeAll(locals);
        return others;
    }

    /** Returns the references to the missing context item, such as {@code phone} or {@code $}. */
    Set<String> topLevel() {
        return topLevel;
    }

    /** Returns the fields of {@code $states} that the expression reads, such as {@code input}. */
    Set<String> fieldsOfStates() {
        return fieldsOfStates;
    }

    /**
     * @param context whether the node is evaluated with a context item
     */
    private void visit(SyntaxTree node, boolean context) {
        addLocal(node.text("focus"));
        addLocal(node.text("index"));
        visitAll(node.nodes("stages", "predicate", "group", "terms", "rhsTerms"), true);
        switch (node.type()) {
            case "path" -> visitPath(node.nodes("steps"), context);
            case "variable" -> visitVariable(node.value(), context);
            case "lambda" -> {
                node.nodes("arguments").forEach(parameter -> addLocal(parameter.value()));
                visitAll(node.nodes("body"), context);
            }
            case "bind" -> {
                node.nodes("lhs").forEach(variable -> addLocal(variable.value()));
                visitAll(node.nodes("rhs"), context);
            }
            case "transform" -> visitAll(node.nodes("pattern", "update", "delete"), true);
            default -> {
                if (!context && IN_CONTEXT.contains(node.type())) {
                    topLevel.add(node.value());
                }
                visitAll(node.nodes(OPERANDS), context);
            }
        }
    }

    private void visitAll(List<SyntaxTree> nodes, boolean context) {
        nodes.forEach(node -> visit(node, context));
    }

    private void visitPath(List<SyntaxTree> steps, boolean context) {
        for (int i = 0; i < steps.size(); i++) {
            visit(steps.get(i), context || i > 0);
        }
        if (steps.size() > 1
                && steps.getFirst().type().equals("variable")
                && steps.getFirst().value().equals("states")
                && steps.get(1).type().equals("name")) {
            fieldsOfStates.add(steps.get(1).value());
        }
    }

    private void visitVariable(String name, boolean context) {
        if (name.equals("$") || name.isEmpty() && !context) {
            topLevel.add("$" + name);
        } else if (!name.isEmpty()) {
            variables.add(name);
        }
    }

    private void addLocal(@Nullable String name) {
        if (name != null) {
            locals.add(name);
        }
    }
}

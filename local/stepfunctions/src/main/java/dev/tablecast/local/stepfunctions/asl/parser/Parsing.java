package dev.tablecast.local.stepfunctions.asl.parser;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.local.stepfunctions.asl.WorkflowType;
import dev.tablecast.local.stepfunctions.path.Variables;
import java.util.HashSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The state that all parsers of one definition share.
 *
 * @param type the type of the state machine
 * @param language the query language of the states that don't set their own
 * @param stateNames the names of all states so far, which must be unique in the whole definition
 */
record Parsing(
        Problems problems,
        ResourceCheck resources,
        WorkflowType type,
        QueryLanguage language,
        Set<String> stateNames,
        VariableScope variables) {
    Parsing(Problems problems, ResourceCheck resources, WorkflowType type, QueryLanguage language) {
        this(problems, resources, type, language, new HashSet<>(), VariableScope.outermost());
    }

    /** Returns the state for child executions, which see no variables of their parent. */
    Parsing of(WorkflowType otherType) {
        return new Parsing(
                problems, resources, otherType, language, stateNames, VariableScope.outermost());
    }

    /** Returns the state for the states of a branch or an iteration. */
    Parsing nested() {
        return new Parsing(problems, resources, type, language, stateNames, variables.nested());
    }

    /**
     * Reads {@code Assign} and checks the names of its variables. Returns null if it is absent, or
     * invalid and reported.
     *
     * @param plain returns the name of the variable from the name of its field
     */
    @Nullable JsonNode assigned(Fields owner, UnaryOperator<String> plain) {
        var value = owner.take("Assign");
        if (value == null) {
            return null;
        }
        if (!value.isObject()) {
            owner.problem("Assign", "must be an object, not " + value);
            return null;
        }
        for (var field : value.properties()) {
            var name = plain.apply(field.getKey());
            if (Variables.isName(name)) {
                variables.assign(name, owner.at("Assign"));
            } else {
                owner.problem(
                        "Assign",
                        "\""
                                + name
                                + "\" is not a valid name of a variable: it must have 1 to 80"
                                + " letters, digits and underscores, must not start with a"
                                + " digit, and must not be states");
            }
        }
        return value;
    }
}

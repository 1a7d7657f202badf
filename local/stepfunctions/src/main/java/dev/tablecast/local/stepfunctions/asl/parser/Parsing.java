package dev.tablecast.local.stepfunctions.asl.parser;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.local.stepfunctions.asl.WorkflowType;
import dev.tablecast.local.stepfunctions.path.Variables;
import java.util.HashSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What the parsers of one definition share.
 *
 * @param type of the state machine
 * @param language of the states that don't name their own
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

    /** The same for the states of executions of their own, which see no variables of others. */
    Parsing of(WorkflowType otherType) {
        return new Parsing(
                problems, resources, otherType, language, stateNames, VariableScope.outermost());
    }

    /** The same for the states of a branch or an iteration. */
    Parsing nested() {
        return new Parsing(problems, resources, type, language, stateNames, variables.nested());
    }

    /**
     * The object of an {@code Assign}, whose names it checks and notes; null where there is none.
     *
     * @param plain makes the name of a variable of a field's
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
                                + "\" is no name of a variable: it must have 1 to 80 letters,"
                                + " digits and underscores, not begin with a digit and not be"
                                + " states");
            }
        }
        return value;
    }
}

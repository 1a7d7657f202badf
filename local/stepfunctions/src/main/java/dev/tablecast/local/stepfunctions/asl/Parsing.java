package dev.tablecast.local.stepfunctions.asl;

import java.util.HashSet;
import java.util.Set;

/**
 * What the parsers of one definition share.
 *
 * @param type of the state machine
 */
record Parsing(
        Problems problems,
        ResourceCheck resources,
        WorkflowType type,
        Set<String> stateNames,
        VariableScope variables) {
    Parsing(ResourceCheck resources, WorkflowType type) {
        this(new Problems(), resources, type, new HashSet<>(), VariableScope.outermost());
    }

    /** The same for the states of executions of their own, which see no variables of others. */
    Parsing of(WorkflowType otherType) {
        return new Parsing(problems, resources, otherType, stateNames, VariableScope.outermost());
    }

    /** The same for the states of a branch or an iteration. */
    Parsing nested() {
        return new Parsing(problems, resources, type, stateNames, variables.nested());
    }
}

package dev.tablecast.local.stepfunctions.asl;

import java.util.HashSet;
import java.util.Set;

/**
 * What the parsers of one definition share.
 *
 * @param type of the state machine
 */
record Parsing(
        Problems problems, ResourceCheck resources, WorkflowType type, Set<String> stateNames) {
    Parsing(ResourceCheck resources, WorkflowType type) {
        this(new Problems(), resources, type, new HashSet<>());
    }

    /** The same for the states of executions of another type. */
    Parsing of(WorkflowType otherType) {
        return new Parsing(problems, resources, otherType, stateNames);
    }
}

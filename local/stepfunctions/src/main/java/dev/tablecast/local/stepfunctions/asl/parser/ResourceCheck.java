package dev.tablecast.local.stepfunctions.asl.parser;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Checks when a state machine is created whether the resources of its Tasks can be called. */
@FunctionalInterface
public interface ResourceCheck {
    /**
     * Checks the resource of a Task state.
     *
     * @param resource the {@code Resource} field
     * @param parameters the {@code Parameters} or {@code Arguments} as in the definition; an empty
     *     object if there are none, a missing node if an expression computes them as a whole
     * @return the problems, each with the name of the resource or parameter; empty if the call is
     *     valid
     */
    List<String> problems(String resource, JsonNode parameters);
}

package dev.tablecast.local.stepfunctions.asl.parser;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Says whether a Task's resource can be called, before anything runs. */
@FunctionalInterface
public interface ResourceCheck {
    /**
     * @param resource the Task's {@code Resource}
     * @param parameters the Task's {@code Parameters} as written; an empty object where there are
     *     none, a missing node where they are computed as a whole
     * @return what is wrong, naming the resource or the parameter; empty where nothing is
     */
    List<String> problems(String resource, JsonNode parameters);
}

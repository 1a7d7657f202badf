package dev.tablecast.infrastructure;

import java.util.Map;

/** The stack that a resource belongs to, as its tags and its names say it. */
record StackName(String project, String stack) {

    Map<String, String> tags() {
        return Map.of("project", project, "stack", stack);
    }

    /** A name that no other stack of the account has, and that two of this stack never share. */
    String of(String resource) {
        return String.join("-", project, stack, resource);
    }
}

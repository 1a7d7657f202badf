package dev.tablecast.local.stepfunctions.asl;

import java.util.HashSet;
import java.util.Set;

/** What the parsers of one definition share. */
record Parsing(Problems problems, ResourceCheck resources, Set<String> stateNames) {
    Parsing(ResourceCheck resources) {
        this(new Problems(), resources, new HashSet<>());
    }
}

package dev.tablecast.local.stepfunctions.asl.parser;

import java.util.ArrayList;
import java.util.List;

/** The problems of one definition. */
final class Problems {
    private final List<Problem> found = new ArrayList<>();

    /** Adds a violation of the language's schema. */
    void schema(String location, String message) {
        add(Problem.Code.SCHEMA_VALIDATION_FAILED, location, message);
    }

    void add(Problem.Code code, String location, String message) {
        found.add(new Problem(code, location, message));
    }

    List<Problem> found() {
        return List.copyOf(found);
    }
}

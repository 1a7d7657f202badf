package dev.tablecast.local.stepfunctions.asl.parser;

import java.util.List;
import java.util.stream.Collectors;

/** A definition is invalid; {@link #problems} lists all of its problems. */
public final class InvalidDefinitionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    InvalidDefinitionException(List<Problem> problems) {
        super(
                problems.stream()
                        .map(problem -> "'" + problem + "'")
                        .collect(
                                Collectors.joining(
                                        ", ", "Invalid State Machine Definition: ", "")));
        this.problems = List.copyOf(problems);
    }

    /** Returns all problems, of which there is at least one. */
    public List<Problem> problems() {
        return problems;
    }
}

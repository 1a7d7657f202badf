package dev.tablecast.local.stepfunctions.asl.parser;

import java.util.List;
import java.util.stream.Collectors;

/** A definition has mistakes; {@link #problems} has all of them. */
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

    public List<Problem> problems() {
        return problems;
    }
}

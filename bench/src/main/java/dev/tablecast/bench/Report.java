package dev.tablecast.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a benchmark found: tables for people, with what to know about them, and a line of figures.
 */
public final class Report {
    private final List<Part> parts = new ArrayList<>();
    private final Map<String, String> figures = new LinkedHashMap<>();

    private sealed interface Part {}

    private record Note(String text) implements Part {}

    private record Figures(Table table) implements Part {}

    public Report table(Table table) {
        parts.add(new Figures(table));
        return this;
    }

    /** A paragraph. */
    public Report note(String text) {
        parts.add(new Note(text));
        return this;
    }

    /** A figure for machines, which finds itself in the order of its coming in the last line. */
    public Report figure(String name, long value) {
        figures.put(name, Long.toString(value));
        return this;
    }

    /** The same, with two digits after the point. */
    public Report figure(String name, double value) {
        figures.put(name, "%.2f".formatted(value));
        return this;
    }

    /** For a terminal. */
    String text() {
        return parts.stream()
                .map(
                        part ->
                                switch (part) {
                                    case Note note -> note.text() + "\n";
                                    case Figures figures -> figures.table().text();
                                })
                .collect(Collectors.joining("\n"));
    }

    /** For a page. */
    String markdown() {
        return parts.stream()
                .map(
                        part ->
                                switch (part) {
                                    case Note note -> note.text() + "\n";
                                    case Figures figures -> figures.table().markdown();
                                })
                .collect(Collectors.joining("\n"));
    }

    /** For machines: {@code fanout: ours=9000 seed=84}. */
    String line(String benchmark) {
        return figures.entrySet().stream()
                .map(figure -> figure.getKey() + "=" + figure.getValue())
                .collect(Collectors.joining(" ", benchmark + ": ", ""));
    }
}

package dev.tablecast.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a benchmark found, in the order of its finding. */
final class Figures {
    private final List<Figure> figures = new ArrayList<>();

    /**
     * One figure.
     *
     * @param name for machines
     * @param what for people
     */
    private record Figure(String name, String what, long value, String unit) {}

    void add(String name, String what, long value, String unit) {
        figures.add(new Figure(name, what, value, unit));
    }

    String table(String benchmark) {
        return figures.stream()
                .map(
                        figure ->
                                "%-68s %,12d %s"
                                        .formatted(figure.what(), figure.value(), figure.unit()))
                .collect(Collectors.joining("\n", benchmark + "\n", "\n"));
    }

    String line(String benchmark) {
        return figures.stream()
                .map(figure -> figure.name() + "=" + figure.value())
                .collect(Collectors.joining(" ", benchmark + ": ", ""));
    }
}

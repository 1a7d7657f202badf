package dev.tablecast.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows of figures under a title; the first column is to the left, all others to the right. */
public final class Table {
    private final String title;
    private final List<String> columns;
    private final List<List<String>> rows = new ArrayList<>();

    public Table(String title, String... columns) {
        this.title = title;
        this.columns = List.of(columns);
    }

    /**
     * Adds a row. Whole numbers get separators; anything else is written as it is.
     *
     * @throws IllegalArgumentException if it has more or fewer cells than the table has columns
     */
    public Table row(Object... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException(
                    "a row of \"%s\" has %d cells; it takes %d"
                            .formatted(title, cells.length, columns.size()));
        }
        rows.add(Arrays.stream(cells).map(Table::cell).toList());
        return this;
    }

    private static String cell(Object value) {
        return value instanceof Long || value instanceof Integer
                ? "%,d".formatted(((Number) value).longValue())
                : value.toString();
    }

    /** For a terminal. */
    String text() {
        int[] widths =
                IntStream.range(0, columns.size())
                        .map(
                                i ->
                                        Math.max(
                                                columns.get(i).length(),
                                                rows.stream()
                                                        .mapToInt(row -> row.get(i).length())
                                                        .max()
                                                        .orElse(0)))
                        .toArray();
        var lines = new ArrayList<String>();
        lines.add(title);
        lines.add(line(columns, widths));
        rows.forEach(row -> lines.add(line(row, widths)));
        return String.join("\n", lines) + "\n";
    }

    private static String line(List<String> cells, int[] widths) {
        return IntStream.range(0, widths.length)
                .mapToObj(
                        i ->
                                i == 0
                                        ? cells.get(i)
                                                + " ".repeat(widths[i] - cells.get(i).length())
                                        : " ".repeat(widths[i] - cells.get(i).length())
                                                + cells.get(i))
                .collect(Collectors.joining("   ", "  ", ""));
    }

    /** For a page. */
    String markdown() {
        var lines = new ArrayList<String>();
        lines.add(title + ":");
        lines.add("");
        lines.add(columns.stream().collect(Collectors.joining(" | ", "| ", " |")));
        lines.add(
                IntStream.range(0, columns.size())
                        .mapToObj(i -> i == 0 ? "---" : "--:")
                        .collect(Collectors.joining("|", "|", "|")));
        rows.forEach(row -> lines.add(row.stream().collect(Collectors.joining(" | ", "| ", " |"))));
        return String.join("\n", lines) + "\n";
    }
}

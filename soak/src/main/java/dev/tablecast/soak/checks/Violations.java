package dev.tablecast.soak.checks;

import java.util.ArrayList;
import java.util.List;

/** The first violations, a line each; the verdict has the counts of all. */
final class Violations {
    private static final int MOST = 50;

    private final List<String> lines = new ArrayList<>();

    void add(String format, Object... values) {
        if (lines.size() < MOST) {
            lines.add(format.formatted(values));
        }
    }

    List<String> lines() {
        return lines;
    }
}

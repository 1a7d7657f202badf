package dev.tablecast.soak;

import java.util.ArrayList;
import java.util.List;

/** Lines about violations, the first of many: the counts say how many there are. */
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

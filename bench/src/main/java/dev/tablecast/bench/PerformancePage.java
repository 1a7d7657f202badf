package dev.tablecast.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;

/**
 * The page with the figures: the part of each benchmark stands between two comments that name it,
 * and is replaced by a new run; the rest is written by people.
 */
record PerformancePage(Path file) {
    /**
     * Replaces the part of a benchmark.
     *
     * @throws MissingPartException if the page has no such part
     */
    void write(String benchmark, Report report, String machine, LocalDate date) {
        replace(benchmark, part(benchmark, report, machine, date));
    }

    /** The same with figures that are the same on every machine. */
    void write(String benchmark, Report report) {
        replace(benchmark, report.markdown());
    }

    /** Whether the page says of a benchmark what this report says. */
    boolean has(String benchmark, Report report) {
        try {
            String page = Files.readString(file);
            return page.equals(replaced(page, benchmark, report.markdown()));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " can't be read", e);
        }
    }

    private void replace(String benchmark, String part) {
        try {
            String page = Files.readString(file);
            Files.writeString(file, replaced(page, benchmark, part));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " can't be rewritten", e);
        }
    }

    private static String part(String benchmark, Report report, String machine, LocalDate date) {
        return """
        `./mvnw -Pbench -Dbench=%s` on %s: %s.

        %s
        `%s`
        """
                .formatted(benchmark, date, machine, report.markdown(), report.line(benchmark));
    }

    static String replaced(String page, String benchmark, String part) {
        String begin = "<!-- begin " + benchmark + " -->\n";
        String end = "<!-- end " + benchmark + " -->";
        int from = page.indexOf(begin);
        int to = page.indexOf(end);
        if (from < 0 || to < from) {
            throw new MissingPartException(
                    "the page has no part of %s; it begins with \"%s\" and ends with \"%s\""
                            .formatted(benchmark, begin.strip(), end));
        }
        return page.substring(0, from + begin.length()) + part + page.substring(to);
    }
}

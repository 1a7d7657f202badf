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
        try {
            String page = Files.readString(file);
            Files.writeString(
                    file, replaced(page, benchmark, part(benchmark, report, machine, date)));
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

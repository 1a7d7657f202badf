package dev.tablecast.bench.firstmessage;

import dev.tablecast.bench.Benchmark;
import dev.tablecast.bench.Report;
import dev.tablecast.bench.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * Times {@code git clone}, {@code ./mvnw -Prun} and the first message, once with an empty local
 * repository and once with what the first run downloaded.
 */
public final class FirstMessageBenchmark implements Benchmark {
    @Override
    public Report run() {
        Path project = Path.of(System.getProperty("tablecast.project"));
        Path repository = emptyFolder();
        try {
            FirstMessage cold = FirstMessage.in(project, repository);
            long bytes = size(repository);
            FirstMessage warm = FirstMessage.in(project, repository);
            return report(cold, warm, bytes);
        } finally {
            FreshClone.delete(repository);
        }
    }

    static Report report(FirstMessage cold, FirstMessage warm, long bytes) {
        return new Report()
                .table(
                        new Table("From a clone to the first message", "", "cold, s", "warm, s")
                                .row(
                                        "the clone is there",
                                        seconds(cold.cloned()),
                                        seconds(warm.cloned()))
                                .row(
                                        "the addresses are printed",
                                        seconds(cold.ready()),
                                        seconds(warm.ready()))
                                .row(
                                        "a client has the first change",
                                        seconds(cold.message()),
                                        seconds(warm.message())))
                .note(downloads(cold, warm, bytes))
                .figure("coldSeconds", cold.message().toMillis() / 1e3)
                .figure("warmSeconds", warm.message().toMillis() / 1e3)
                .figure("downloadedMb", Math.round(bytes / 1e6));
    }

    static String downloads(FirstMessage cold, FirstMessage warm, long bytes) {
        return "Downloads are %.0f MB and take %s s, the difference between the two."
                .formatted(bytes / 1e6, seconds(cold.message().minus(warm.message())));
    }

    private static String seconds(Duration duration) {
        return "%.1f".formatted(duration.toMillis() / 1e3);
    }

    private static Path emptyFolder() {
        try {
            return Files.createTempDirectory("local-repository");
        } catch (IOException e) {
            throw new UncheckedIOException("there is no room for a local repository", e);
        }
    }

    /** The bytes of all files, without what Maven notes about where they came from. */
    private static long size(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(Path::toFile)
                    .filter(file -> file.isFile() && !file.getName().startsWith("_"))
                    .mapToLong(file -> file.length())
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " can't be read", e);
        }
    }
}

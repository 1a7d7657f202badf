package dev.tablecast.bench.firstmessage;

import dev.tablecast.bench.MissingPartException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A clone of the project's last commit, in a temporary folder that {@link #close} deletes. */
record FreshClone(Path folder) implements AutoCloseable {
    private static final long CLONING_SECONDS = 120;

    static FreshClone of(Path project) {
        Path folder;
        try {
            folder = Files.createTempDirectory("first-message");
            Process git =
                    new ProcessBuilder(
                                    List.of(
                                            "git",
                                            "clone",
                                            "--quiet",
                                            project.toAbsolutePath().normalize().toString(),
                                            folder.resolve("clone").toString()))
                            .inheritIO()
                            .start();
            if (!git.waitFor(CLONING_SECONDS, TimeUnit.SECONDS) || git.exitValue() != 0) {
                git.destroy();
                throw new MissingPartException(
                        project + " can't be cloned: is it a git repository?");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the project can't be cloned with git", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while cloning", e);
        }
        return new FreshClone(folder);
    }

    /** Starts {@code ./mvnw -Prun} on free ports, with this folder as Maven's local repository. */
    Process run(Path repository) {
        boolean windows = System.getProperty("os.name", "").startsWith("Windows");
        Path clone = folder.resolve("clone");
        var builder =
                new ProcessBuilder(
                                clone.resolve(windows ? "mvnw.cmd" : "mvnw").toString(),
                                "--batch-mode",
                                "--quiet",
                                "-Prun",
                                "-Dmaven.repo.local=" + repository)
                        .directory(clone.toFile())
                        .redirectErrorStream(true);
        builder.environment()
                .putAll(
                        Map.of(
                                "TABLECAST_PORT", "0",
                                "TABLECAST_DYNAMODB_PORT", "0",
                                "TABLECAST_STEPFUNCTIONS_PORT", "0"));
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException("./mvnw can't be started", e);
        }
    }

    @Override
    public void close() {
        delete(folder);
    }

    static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " can't be deleted", e);
        }
    }
}

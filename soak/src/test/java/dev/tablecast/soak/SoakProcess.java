package dev.tablecast.soak;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** The result of a soak in a process of its own, started as by {@code -Psoak}. */
record SoakProcess(int exitStatus, List<String> output, List<String> errors) {
    private static final String NATIVE_LIBRARIES = "sqlite4java.library.path";
    private static final String PROJECT = "tablecast.project";

    /**
     * @param settings such as {@code -Dconnections=30}
     */
    static SoakProcess run(String... settings) throws IOException, InterruptedException {
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx512m",
                                "--enable-native-access=ALL-UNNAMED",
                                "-XX:+IgnoreUnrecognizedVMOptions",
                                "--sun-misc-unsafe-memory-access=allow"));
        Stream.of(NATIVE_LIBRARIES, PROJECT)
                .map(name -> "-D" + name + "=" + System.getProperty(name))
                .forEach(command::add);
        command.addAll(List.of(settings));
        command.addAll(
                List.of("-classpath", System.getProperty("java.class.path"), Main.class.getName()));
        Process process = new ProcessBuilder(command).start();
        try {
            var errors = CompletableFuture.supplyAsync(() -> lines(process.errorReader()));
            List<String> output = lines(process.inputReader(StandardCharsets.UTF_8));
            return new SoakProcess(process.waitFor(), output, errors.join());
        } finally {
            process.destroyForcibly();
        }
    }

    private static List<String> lines(BufferedReader reader) {
        return reader.lines().toList();
    }

    /** Returns the sum of the figures on the lines that contain the text. */
    long sum(String part) {
        return output.stream()
                .filter(line -> line.startsWith("  ") && line.contains(part))
                .mapToLong(SoakProcess::figure)
                .sum();
    }

    private static long figure(String line) {
        return Long.parseLong(line.substring(line.lastIndexOf(' ') + 1).replace(",", ""));
    }
}

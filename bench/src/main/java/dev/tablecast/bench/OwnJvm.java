package dev.tablecast.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The same benchmark in a JVM with the options that it asks for. */
final class OwnJvm {
    private static final String MARK = "bench.ownJvm";

    private OwnJvm() {}

    static boolean isNeeded(Benchmark benchmark) {
        return !benchmark.jvmOptions().isEmpty() && !Boolean.getBoolean(MARK);
    }

    /** Runs it and returns its exit code; it says what it has to say where this process does. */
    static int run(String name, Benchmark benchmark) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(benchmark.jvmOptions());
        command.addAll(
                List.of(
                        "-D" + MARK + "=true",
                        "-classpath",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        name));
        try {
            Process process = new ProcessBuilder(command).inheritIO().start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
            return process.waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException("the benchmark can't be started", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }
}

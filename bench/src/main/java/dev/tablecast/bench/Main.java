package dev.tablecast.bench;

import dev.tablecast.bench.cost.CostBenchmark;
import dev.tablecast.bench.fanout.FanOutBenchmark;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Runs the benchmark that its argument names, prints what it found, and with {@code -Drecord=true}
 * writes that into {@code docs/performance.md}.
 */
public final class Main {
    private static final Map<String, Supplier<Benchmark>> BENCHMARKS =
            Map.of(
                    "cost",
                    CostBenchmark::new,
                    "fanout",
                    () -> FanOutBenchmark.withSeed(System.getProperty("seed", "")),
                    "stepfunctions",
                    StepFunctionsBenchmark::new);

    private Main() {}

    public static void main(String[] args) {
        Supplier<Benchmark> benchmark = args.length == 1 ? BENCHMARKS.get(args[0]) : null;
        if (benchmark == null) {
            end("-Dbench=NAME takes one of " + new TreeSet<>(BENCHMARKS.keySet()));
        } else {
            run(args[0], benchmark);
        }
        System.exit(0);
    }

    private static void run(String name, Supplier<Benchmark> supplier) {
        try {
            Benchmark benchmark = supplier.get();
            if (OwnJvm.isNeeded(benchmark)) {
                System.exit(OwnJvm.run(name, benchmark));
            }
            String machine = Machine.description();
            System.out.println(name + " on " + machine + "\n");
            Report report = benchmark.run();
            System.out.println(report.text());
            if (Boolean.getBoolean("record")) {
                new PerformancePage(
                                Path.of(
                                        System.getProperty("tablecast.project"),
                                        "docs/performance.md"))
                        .write(name, report, machine, LocalDate.now());
            }
            System.out.println(report.line(name));
        } catch (MissingPartException e) {
            end(e.getMessage());
        }
    }

    private static void end(String reason) {
        System.err.println("bench: " + reason);
        System.exit(1);
    }
}

package dev.tablecast.bench;

import dev.tablecast.bench.append.AppendBenchmark;
import dev.tablecast.bench.coldstart.ColdStartBenchmark;
import dev.tablecast.bench.cost.CostBenchmark;
import dev.tablecast.bench.fanout.FanOutBenchmark;
import dev.tablecast.bench.filters.FiltersBenchmark;
import dev.tablecast.bench.firstmessage.FirstMessageBenchmark;
import dev.tablecast.bench.growth.GrowthBenchmark;
import dev.tablecast.bench.query.QueryBenchmark;
import dev.tablecast.bench.resume.ResumeBenchmark;
import dev.tablecast.bench.scale.ScaleBenchmark;
import dev.tablecast.bench.system.SystemBenchmark;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Runs the benchmark that its argument names, prints what it found, and with {@code -Drecord=true}
 * writes that into its page, which is {@code docs/performance.md} or {@code docs/scale.md}.
 */
public final class Main {
    private static final Map<String, Supplier<Benchmark>> BENCHMARKS =
            Map.ofEntries(
                    Map.entry("append", AppendBenchmark::new),
                    Map.entry("coldstart", ColdStartBenchmark::new),
                    Map.entry("cost", CostBenchmark::new),
                    Map.entry(
                            "fanout",
                            () -> FanOutBenchmark.withSeed(System.getProperty("seed", ""))),
                    Map.entry("filters", FiltersBenchmark::new),
                    Map.entry("first-message", FirstMessageBenchmark::new),
                    Map.entry("growth", GrowthBenchmark::new),
                    Map.entry("query", QueryBenchmark::new),
                    Map.entry("resume", ResumeBenchmark::new),
                    Map.entry("scale", ScaleBenchmark::new),
                    Map.entry("stepfunctions", StepFunctionsBenchmark::new),
                    Map.entry("system", SystemBenchmark::new));

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
                record(name, benchmark, report, machine);
            }
            System.out.println(report.line(name));
        } catch (MissingPartException e) {
            end(e.getMessage());
        }
    }

    private static void record(String name, Benchmark benchmark, Report report, String machine) {
        var page =
                new PerformancePage(
                        Path.of(System.getProperty("tablecast.project"), benchmark.page()));
        if (benchmark.isMeasured()) {
            page.write(name, report, machine, LocalDate.now());
        } else {
            page.write(name, report);
        }
    }

    private static void end(String reason) {
        System.err.println("bench: " + reason);
        System.exit(1);
    }
}

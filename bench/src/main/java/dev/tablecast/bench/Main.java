package dev.tablecast.bench;

import java.util.Map;
import java.util.TreeSet;

/** Runs the benchmark that its argument names. */
public final class Main {
    private static final Map<String, Benchmark> BENCHMARKS =
            Map.of("stepfunctions", new StepFunctionsBenchmark());

    private Main() {}

    public static void main(String[] args) {
        Benchmark benchmark = args.length == 1 ? BENCHMARKS.get(args[0]) : null;
        if (benchmark == null) {
            System.err.println(
                    "bench: -Dbench=NAME takes one of " + new TreeSet<>(BENCHMARKS.keySet()));
            System.exit(1);
            return;
        }
        Figures figures = benchmark.run();
        System.out.println(figures.table(args[0]));
        System.out.println(figures.line(args[0]));
        System.exit(0);
    }
}

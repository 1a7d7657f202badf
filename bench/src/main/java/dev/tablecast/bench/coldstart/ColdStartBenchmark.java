package dev.tablecast.bench.coldstart;

import dev.tablecast.bench.Benchmark;
import dev.tablecast.bench.MissingPartException;
import dev.tablecast.bench.Report;
import dev.tablecast.testing.deployed.DeployedFunction;
import dev.tablecast.testing.deployed.Launch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Starts every function of the stack from the jar that is deployed, under AWS's runtime interface
 * client, and lets it do its work twice: as it starts without SnapStart, and as it goes on from a
 * snapshot.
 *
 * <p>Times and classes are taken from different processes, since writing classes down takes time.
 */
public final class ColdStartBenchmark implements Benchmark {
    /** What Lambda gives the JVM of its managed runtime. */
    private static final List<String> LAMBDAS_OPTIONS =
            List.of(
                    "-XX:+TieredCompilation",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-Xshare:auto",
                    "-XX:ActiveProcessorCount=1");

    private static final int ROUNDS = 5;

    private final int rounds;
    private final Predicate<String> functions;

    public ColdStartBenchmark() {
        this(ROUNDS, name -> true);
    }

    /**
     * @param rounds of which the median counts
     * @param functions which are started, by their names
     */
    ColdStartBenchmark(int rounds, Predicate<String> functions) {
        this.rounds = rounds;
        this.functions = functions;
    }

    @Override
    public Report run() {
        if (!Files.exists(LiveSystem.jar())) {
            throw new MissingPartException(
                    "functions/target/functions.jar isn't there;"
                            + " ./mvnw -pl functions package -DskipTests makes it");
        }
        try (var system = new LiveSystem()) {
            Path folder = Files.createTempDirectory("coldstart");
            UnaryOperator<Launch> fromSnapshot = launch -> launch.forSnapshot(system.credentials());
            var cold = times(system, folder, UnaryOperator.identity());
            var restored = times(system, folder, fromSnapshot);
            var coldClasses = classes(system, folder, UnaryOperator.identity());
            var restoredClasses = classes(system, folder, fromSnapshot);
            return new ColdStartReport(cold, coldClasses, restored, restoredClasses)
                    .of(Files.size(LiveSystem.jar()), OneCore.description(), LAMBDAS_OPTIONS);
        } catch (IOException e) {
            throw new UncheckedIOException("a function can't be started", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** By function: the median of all rounds. */
    private Map<String, Phases> times(LiveSystem system, Path folder, UnaryOperator<Launch> adapted)
            throws IOException, InterruptedException {
        var starts = new LinkedHashMap<String, List<Phases>>();
        for (int round = 0; round < rounds; round++) {
            for (Trial trial : trials(system)) {
                var launch = adapted.apply(launch(system, trial, folder));
                try (var function = DeployedFunction.start(launch)) {
                    function.restore();
                    invoke(function, trial);
                    invoke(function, trial);
                    starts.computeIfAbsent(trial.function(), name -> new ArrayList<>())
                            .add(
                                    new Phases(
                                            function.initialization(),
                                            function.invocations().getFirst(),
                                            function.invocations().getLast()));
                }
            }
        }
        var medians = new LinkedHashMap<String, Phases>();
        starts.forEach((name, all) -> medians.put(name, Phases.median(all)));
        return medians;
    }

    private List<Trial> trials(LiveSystem system) {
        return system.trials().stream().filter(trial -> functions.test(trial.function())).toList();
    }

    private Map<String, LoadedClasses> classes(
            LiveSystem system, Path folder, UnaryOperator<Launch> adapted)
            throws IOException, InterruptedException {
        var loaded = new LinkedHashMap<String, LoadedClasses>();
        for (Trial trial : trials(system)) {
            var launch = adapted.apply(launch(system, trial, folder)).withClassLog();
            try (var function = DeployedFunction.start(launch)) {
                function.restore();
                var initialized = ClassLog.of(function.classes());
                invoke(function, trial);
                var first = ClassLog.of(function.classes());
                invoke(function, trial);
                var second = ClassLog.of(function.classes());
                loaded.put(
                        trial.function(),
                        new LoadedClasses(
                                initialized, first.since(initialized), second.since(first)));
            }
        }
        return loaded;
    }

    private static Launch launch(LiveSystem system, Trial trial, Path folder) {
        return system.launch(trial.function(), folder)
                .withJvmOptions(LAMBDAS_OPTIONS)
                .withPrefix(OneCore.prefix());
    }

    private static void invoke(DeployedFunction function, Trial trial)
            throws IOException, InterruptedException {
        String answer = function.invoke(trial.event());
        if (!answer.contains(trial.expected())) {
            throw new IllegalStateException(
                    "%s answers %s; it should have %s\n%s"
                            .formatted(trial.function(), answer, trial.expected(), function.log()));
        }
    }
}

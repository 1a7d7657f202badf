package dev.tablecast.bench.coldstart;

import dev.tablecast.bench.Report;
import dev.tablecast.bench.Table;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What was found, by function.
 *
 * @param cold without SnapStart
 * @param restored going on from a snapshot
 */
record ColdStartReport(
        Map<String, Phases> cold,
        Map<String, LoadedClasses> coldClasses,
        Map<String, Phases> restored,
        Map<String, LoadedClasses> restoredClasses) {
    private static final int SOME = 20;

    Report of(long jarBytes, String core, List<String> jvmOptions) {
        var report =
                new Report()
                        .note(
                                "`functions.jar` has %.1f MB. Each process runs with %s, and with `%s`; everything that it calls is local and warm. On Lambda the jar is unpacked, and a core is what 1,769 MB of memory give."
                                        .formatted(
                                                jarBytes / 1e6, core, String.join(" ", jvmOptions)))
                        .table(withoutSnapStart())
                        .table(fromSnapshot());
        String late = late();
        if (!late.isEmpty()) {
            report.note("After a snapshot, of the jar: " + late + ".");
        }
        cold.forEach((name, phases) -> report.figure(name, phases.useful().toMillis()));
        return report.figure("maxFirstMs", maxFirstMillis())
                .figure(
                        "loadedAfterPriming",
                        restoredClasses.values().stream()
                                .mapToLong(classes -> classes.first().size())
                                .sum())
                .figure(
                        "ofTheJar",
                        restoredClasses.values().stream()
                                .mapToLong(classes -> classes.first().ofTheFunction().size())
                                .sum());
    }

    private Table withoutSnapStart() {
        var table =
                new Table(
                        "Without SnapStart, milliseconds, and classes loaded",
                        "function",
                        "INIT",
                        "first",
                        "INIT + first",
                        "second",
                        "classes in INIT",
                        "in the first",
                        "in the second");
        cold.forEach(
                (name, phases) -> {
                    var classes = coldClasses.get(name);
                    table.row(
                            name,
                            phases.initialization().toMillis(),
                            phases.first().toMillis(),
                            phases.useful().toMillis(),
                            phases.second().toMillis(),
                            classes.initialization().size(),
                            classes.first().size(),
                            classes.second().size());
                });
        return table;
    }

    private Table fromSnapshot() {
        var table =
                new Table(
                        "Going on from a snapshot, milliseconds, and classes loaded",
                        "function",
                        "first",
                        "second",
                        "classes before",
                        "in the first",
                        "of the jar",
                        "in the second");
        restored.forEach(
                (name, phases) -> {
                    var classes = restoredClasses.get(name);
                    table.row(
                            name,
                            phases.first().toMillis(),
                            phases.second().toMillis(),
                            classes.initialization().size(),
                            classes.first().size(),
                            classes.first().ofTheFunction().size(),
                            classes.second().size());
                });
        return table;
    }

    private String late() {
        var names =
                restoredClasses.values().stream()
                        .flatMap(classes -> classes.first().ofTheFunction().names().stream())
                        // Another number in each process.
                        .map(name -> name.replaceFirst("/0x.*", ""))
                        .distinct()
                        .sorted()
                        .toList();
        return new ClassLog(names).some(SOME);
    }

    private long maxFirstMillis() {
        return cold.values().stream()
                .map(Phases::useful)
                .mapToLong(Duration::toMillis)
                .max()
                .orElseThrow();
    }
}

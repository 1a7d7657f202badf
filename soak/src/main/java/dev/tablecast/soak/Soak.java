package dev.tablecast.soak;

import dev.tablecast.soak.checks.Checker;
import dev.tablecast.soak.checks.Latencies;
import dev.tablecast.soak.clients.Alarms;
import dev.tablecast.soak.clients.ClientConnection;
import dev.tablecast.soak.faults.Dice;
import dev.tablecast.soak.history.Commit;
import dev.tablecast.soak.history.History;
import dev.tablecast.soak.history.Reception;
import dev.tablecast.soak.history.Sequence;
import dev.tablecast.soak.history.Viewed;
import dev.tablecast.soak.load.Load;
import dev.tablecast.soak.measure.PeakHeap;
import dev.tablecast.soak.measure.Tally;
import dev.tablecast.soak.phase.LoadPhase;
import dev.tablecast.soak.phase.Timeline;
import dev.tablecast.soak.phase.Together;
import dev.tablecast.soak.report.Result;
import dev.tablecast.soak.settings.SoakSettings;
import dev.tablecast.soak.system.RowAudit;
import dev.tablecast.soak.system.SystemUnderTest;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * One soak: a phase of load and faults, then a quiet phase without faults, in which the system must
 * settle.
 *
 * <p>In the quiet phase, clients that aren't connected reconnect with a token that outlasts the
 * soak, and stalled clients read again. Once every leftover row is old enough to be pruned, every
 * item is changed once more. The checker then runs until the promise is kept or time is up.
 */
final class Soak {
    /** The time for the last deliveries and prunings. */
    private static final Duration SETTLING = Duration.ofMinutes(2);

    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final SoakSettings settings;
    private final SystemUnderTest system;
    private final Dice dice;
    private final Load load;
    private final RowAudit audit;
    private final PeakHeap heap = PeakHeap.ofThisProcess();
    private final Timeline timeline;
    private final Consumer<String> progress;

    private Soak(
            SoakSettings settings,
            SystemUnderTest system,
            Dice dice,
            HttpClient http,
            Timeline timeline,
            Alarms alarms,
            Consumer<String> progress) {
        this.settings = settings;
        this.system = system;
        this.dice = dice;
        this.timeline = timeline;
        this.progress = progress;
        this.load = new Load(settings, system, http, timeline, alarms);
        this.audit = new RowAudit(system);
    }

    /**
     * Starts a system and runs the soak.
     *
     * @param project the project's folder
     * @param progress receives the name of each step that begins
     */
    static Result run(SoakSettings settings, Path project, Consumer<String> progress)
            throws InterruptedException {
        var dice = new Dice(settings.faultsPercent(), settings.seed());
        try (var system = new SystemUnderTest(project, dice, settings.givenUp());
                var alarms = new Alarms();
                var http = HttpClient.newHttpClient()) {
            var timeline = new Timeline(System::nanoTime);
            try {
                return new Soak(settings, system, dice, http, timeline, alarms, progress).run();
            } finally {
                http.shutdownNow();
            }
        }
    }

    private Result run() throws InterruptedException {
        var loading = new LoadPhase();
        var quiet = new LoadPhase();
        try (var threads = new Together()) {
            List<Future<?>> watching =
                    threads.startAll(
                            List.of(() -> audit.lookUntil(quiet), () -> heap.lookUntil(quiet)));
            progress.accept("%,d s of load".formatted(settings.duration().toSeconds()));
            dice.begin();
            load.run(threads, loading);
            dice.end();
            progress.accept("quiet; everyone comes back");
            load.connectAll(threads, quiet);
            quiet.endsWithin(system.pruneGrace().plus(PERIOD));
            // Some tokens have ended meanwhile.
            load.connectAll(threads, quiet);
            progress.accept("the last changes");
            load.writeLastChanges();
            List<Commit> commits = load.commits();
            History history = settled(commits, quiet);
            quiet.end();
            Together.await(watching);
            return result(history);
        }
    }

    private History settled(List<Commit> commits, LoadPhase quiet) throws InterruptedException {
        int deadlineMs = timeline.nowMs() + Math.toIntExact(SETTLING.toMillis());
        History history = history(commits);
        while (!Checker.check(history).promiseKept() && timeline.nowMs() < deadlineMs) {
            quiet.endsWithin(PERIOD);
            history = history(commits);
        }
        return history;
    }

    private History history(List<Commit> commits) {
        audit.look();
        List<Reception> connections =
                load.connections().stream().map(ClientConnection::reception).toList();
        List<Sequence> sequences = load.sequences();
        Viewed viewed = load.viewed();
        return new History(
                commits,
                // Read last, so that it includes every change of the sequences.
                load.sent(),
                connections,
                sequences,
                viewed,
                system.openConnections(),
                audit.rows(),
                audit.foundWithoutRow(),
                timeline.nowMs(),
                system.givenUp().size());
    }

    private Result result(History history) {
        return new Result(
                settings,
                Checker.check(history),
                Latencies.of(
                        history.commits(),
                        history.sent(),
                        history.connections().stream().filter(Load::seesEverything).toList()),
                load.tally().of(Tally.DELIVERIES),
                load.tally().of(Tally.REPEATED),
                load.tally().of(Tally.RESUMED),
                load.tally().of(Tally.RESETS),
                load.counts(),
                dice.counts(),
                history.commits().size(),
                system.givenUp(),
                heap.megabytes());
    }
}

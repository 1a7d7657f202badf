package dev.tablecast.soak;

import dev.tablecast.soak.report.Report;
import dev.tablecast.soak.report.Result;
import dev.tablecast.soak.settings.InvalidSettingsException;
import dev.tablecast.soak.settings.SoakSettings;
import java.nio.file.Path;
import java.security.SecureRandom;

/**
 * The command: runs a soak and prints its result. The last line is meant for scripts.
 *
 * <p>The exit status is 0 if the promise was kept, 1 if it was broken, and 2 if settings are
 * invalid; standard error then has a line for each of them.
 */
public final class Main {
    /** The project's folder; the working folder by default. */
    private static final String PROJECT_PROPERTY = "tablecast.project";

    private Main() {}

    public static void main(String[] args) throws InterruptedException {
        SoakSettings settings;
        try {
            settings = SoakSettings.from(System::getProperty, new SecureRandom()::nextLong);
        } catch (InvalidSettingsException e) {
            e.getMessage().lines().forEach(problem -> System.err.println("soak: " + problem));
            System.exit(2);
            return;
        }
        System.exit(run(settings));
    }

    private static int run(SoakSettings settings) throws InterruptedException {
        System.out.println(
                "A soak of %,d connections, %,d changes and %d %% faults; -Dseed=%d"
                        .formatted(
                                settings.connections(),
                                settings.changes(),
                                settings.faultsPercent(),
                                settings.seed()));
        Result result =
                Soak.run(
                        settings,
                        Path.of(System.getProperty(PROJECT_PROPERTY, ".")),
                        System.out::println);
        var report = new Report(result);
        System.out.println(report.text());
        System.out.println(report.line());
        return report.exitStatus();
    }
}

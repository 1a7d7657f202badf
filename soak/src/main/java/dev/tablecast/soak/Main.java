package dev.tablecast.soak;

import java.nio.file.Path;
import java.security.SecureRandom;

/**
 * Runs a soak and prints what came of it, with a last line for machines.
 *
 * <p>The exit status is 0 if the promise was kept, 1 if it was broken, and 2, with a line for each
 * on standard error, if settings are wrong.
 */
public final class Main {
    /** The project's folder; the working folder where it isn't set. */
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

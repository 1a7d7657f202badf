package dev.tablecast.soak.settings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a soak, system properties all.
 *
 * @param connections {@code -Dconnections}: concurrent clients, 1 to 10,000
 * @param changes {@code -Dchanges}: writes to the table, 1 to 100,000
 * @param duration {@code -Dseconds}: the load phase, 1 to 3,600; the system settles after it
 * @param faultsPercent {@code -Dfaults}: the share of the system's calls that fail, 0 to 100
 * @param givenUp {@code -DgivenUp}: the maximum number of batches that are given up, 0 to 100; each
 *     resets all clients
 * @param seed {@code -Dseed}: the seed of every random decision, or {@code random} for a new one
 */
public record SoakSettings(
        int connections,
        int changes,
        Duration duration,
        int faultsPercent,
        int givenUp,
        long seed) {
    /** The maximum of connections times changes; the checker keeps eight bytes a delivery. */
    static final long MOST_DELIVERIES = 20_000_000;

    private static final String RANDOM = "random";

    /**
     * Reads the settings.
     *
     * @param properties values by name; null or blank stands for the default
     * @param newSeed the source of a random seed
     * @throws InvalidSettingsException with a line for each invalid setting
     */
    public static SoakSettings from(
            Function<String, @Nullable String> properties, LongSupplier newSeed) {
        var reader = new Reader(properties);
        var settings =
                new SoakSettings(
                        reader.number("connections", 1000, 1, 10_000),
                        reader.number("changes", 1000, 1, 100_000),
                        Duration.ofSeconds(reader.number("seconds", 180, 1, 3600)),
                        reader.number("faults", 5, 0, 100),
                        reader.number("givenUp", 1, 0, 100),
                        reader.seed(newSeed));
        if (settings.deliveries() > MOST_DELIVERIES) {
            reader.problems.add(
                    "-Dconnections times -Dchanges is %,d; it takes at most %,d"
                            .formatted(settings.deliveries(), MOST_DELIVERIES));
        }
        if (!reader.problems.isEmpty()) {
            throw new InvalidSettingsException(reader.problems);
        }
        return settings;
    }

    private long deliveries() {
        return (long) connections * changes;
    }

    private static final class Reader {
        private final Function<String, @Nullable String> properties;
        private final List<String> problems = new ArrayList<>();

        Reader(Function<String, @Nullable String> properties) {
            this.properties = properties;
        }

        int number(String name, int fallback, int least, int most) {
            String text = text(name);
            if (text.isEmpty()) {
                return fallback;
            }
            OptionalLong number = wholeNumber(text);
            if (number.isPresent() && number.getAsLong() >= least && number.getAsLong() <= most) {
                return (int) number.getAsLong();
            }
            problems.add(
                    "-D%s is \"%s\"; it takes a number from %,d to %,d"
                            .formatted(name, text, least, most));
            return fallback;
        }

        long seed(LongSupplier newSeed) {
            String text = text("seed");
            if (text.isEmpty() || text.equals(RANDOM)) {
                return newSeed.getAsLong();
            }
            OptionalLong number = wholeNumber(text);
            if (number.isEmpty()) {
                problems.add(
                        "-Dseed is \"%s\"; it takes a whole number of 64 bits, or %s"
                                .formatted(text, RANDOM));
            }
            return number.orElse(0);
        }

        private String text(String name) {
            String text = properties.apply(name);
            return text == null ? "" : text.strip();
        }

        private static OptionalLong wholeNumber(String text) {
            try {
                return OptionalLong.of(Long.parseLong(text));
            } catch (NumberFormatException e) {
                return OptionalLong.empty();
            }
        }
    }
}

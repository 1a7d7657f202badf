package dev.tablecast.infrastructure.configuration;

import dev.tablecast.infrastructure.account.Account;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What someone has set; an empty text counts as not set.
 *
 * <p>A getter that finds a mistake notes it and goes on with the default, so that one run names
 * every mistake; {@link #throwIfWrong} comes before what was read is used.
 */
final class Settings {
    private static final String NAMESPACE = PulumiSettings.NAMESPACE + ":";

    /** Lambda gives a function's environment 4 KB in all; half of that is left to the rest. */
    static final int MAXIMUM_BYTES = 2048;

    /** The places of two parts of an ARN. */
    private static final int PARTITION = 1;

    private static final int REGION = 3;

    private final Function<String, Optional<String>> texts;
    private final Optional<String> region;
    private final Surroundings surroundings;
    private final Map<String, TableDescription> tables = new HashMap<>();
    private final Set<String> problems = new LinkedHashSet<>();

    /**
     * @param texts what is set for a name
     * @param region the stack's Region, where it is known
     */
    Settings(
            Function<String, Optional<String>> texts,
            Optional<String> region,
            Surroundings surroundings) {
        this.texts = texts;
        this.region = surroundings.account().map(Account::region).or(() -> region);
        this.surroundings = surroundings;
    }

    /** Asks once for each table. */
    TableDescription describe(String table) {
        return tables.computeIfAbsent(table, surroundings.tables()::describe);
    }

    /** Returns the stack's Region, where it is known. */
    Optional<String> region() {
        return region;
    }

    /** Notes a problem for each name that is no setting's: it may be a misspelt one. */
    void know(Set<String> names) {
        var unknown = new TreeSet<>(names);
        unknown.removeAll(Catalogue.names());
        for (String name : unknown) {
            problems.add(
                    NAMESPACE
                            + Catalogue.successor(name)
                                    .map(instead -> name + " is no setting any more; " + instead)
                                    .orElseGet(() -> noSetting(name)));
        }
    }

    private static String noSetting(String name) {
        return Nearest.to(name, Catalogue.names())
                .map(near -> "%s is no setting; do you mean %s?".formatted(name, near))
                .orElseGet(
                        () ->
                                "%s is no setting; docs/configuration.md lists those there are"
                                        .formatted(name));
    }

    /** Ends the reading: throws with every mistake that was found. */
    void throwIfWrong() {
        if (!problems.isEmpty()) {
            throw new InvalidConfigurationException(List.copyOf(problems));
        }
    }

    boolean isSet(Setting<?> setting) {
        return text(setting).isPresent();
    }

    /** What was set, if it is allowed, else the default. */
    <T> T get(Setting<T> setting) {
        return find(setting)
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        setting.name() + " has no default; ask for it with find"));
    }

    /** What was set, if it is allowed, else the default; empty where there is none. */
    <T> Optional<T> find(Setting<T> setting) {
        var set = text(setting);
        var value = set.flatMap(setting.values()::parse);
        if (set.isPresent() && value.isEmpty()) {
            problem(setting, setting.values().allowed());
        }
        return value.or(() -> byDefault(setting));
    }

    /** Notes that a setting is needed. */
    void missing(Setting<?> setting) {
        problems.add(
                NAMESPACE
                        + "%s is not set; it takes %s"
                                .formatted(setting.name(), setting.values().allowed()));
    }

    /** Notes that a setting is needed, for a reason such as "since projection is INCLUDE". */
    void missing(Setting<?> setting, String reason) {
        problems.add(
                NAMESPACE
                        + "%s is not set; it takes %s, %s"
                                .formatted(setting.name(), setting.values().allowed(), reason));
    }

    /** Notes that what was set, allowed by itself, doesn't go with something else. */
    void problem(Setting<?> setting, String allowed) {
        problem(setting, text(setting).orElse(setting.byDefault()), allowed);
    }

    void problem(Setting<?> setting, String found, String allowed) {
        problems.add(
                NAMESPACE + "%s is \"%s\"; it takes %s".formatted(setting.name(), found, allowed));
    }

    /** Notes a problem with a part of what was set. */
    void problemAt(Setting<?> setting, String part, String found, String allowed) {
        problems.add(
                NAMESPACE
                        + "%s has %s at %s; it takes %s"
                                .formatted(setting.name(), found, part, allowed));
    }

    /** Notes a problem for each of these settings that is set although it would mean nothing. */
    void forbid(String reason, Setting<?>... settings) {
        for (Setting<?> setting : settings) {
            if (isSet(setting)) {
                problem(setting, "no value " + reason);
            }
        }
    }

    /** Notes a problem where an ARN is of another partition or another Region than the stack. */
    void requirePlace(Setting<?> setting, String arn) {
        String[] parts = arn.split(":");
        surroundings
                .account()
                .map(Account::partition)
                .filter(own -> !own.equals(parts[PARTITION]))
                .ifPresentOrElse(
                        own -> problem(setting, "one in the stack's partition, " + own),
                        () -> requireRegion(setting, parts[REGION]));
    }

    /** Some resources, such as policies, belong to no Region. */
    private void requireRegion(Setting<?> setting, String found) {
        region.filter(own -> !found.isEmpty() && !own.equals(found))
                .ifPresent(own -> problem(setting, "one in the stack's Region, " + own));
    }

    /** Notes a problem where a value that becomes an environment variable is too long for it. */
    void limit(Setting<?> setting, String value) {
        limit(setting, value, MAXIMUM_BYTES);
    }

    void limit(Setting<?> setting, String value, int maximumBytes) {
        int bytes = value.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > maximumBytes) {
            problem(setting, bytes + " bytes", "at most " + maximumBytes);
        }
    }

    private static <T> Optional<T> byDefault(Setting<T> setting) {
        return Optional.of(setting.byDefault())
                .filter(text -> !text.isEmpty())
                .flatMap(setting.values()::parse);
    }

    private Optional<String> text(Setting<?> setting) {
        return texts.apply(setting.name()).filter(text -> !text.isBlank());
    }
}

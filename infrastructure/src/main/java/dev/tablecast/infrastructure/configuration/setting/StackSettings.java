package dev.tablecast.infrastructure.configuration.setting;

import dev.tablecast.infrastructure.account.Account;
import dev.tablecast.infrastructure.configuration.table.Source;
import dev.tablecast.infrastructure.configuration.table.Surroundings;
import dev.tablecast.infrastructure.configuration.table.TableDescription;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The reader of a stack's settings; an empty value counts as not set.
 *
 * <p>A getter that finds a mistake notes it and returns the default, so that one run reports every
 * mistake. Call {@link #throwIfWrong} before using the values.
 */
public final class StackSettings {
    /** Lambda gives a function's environment 4 KB in all; half of that is left to the rest. */
    public static final int MAXIMUM_BYTES = 2048;

    /** The places of two parts of an ARN. */
    private static final int PARTITION = 1;

    private static final int REGION = 3;

    private final Function<String, Optional<String>> texts;
    private final SettingNames settingNames;
    private final Optional<String> region;
    private final Surroundings surroundings;
    private final Map<String, TableDescription> tables = new HashMap<>();
    private final Set<String> problems = new LinkedHashSet<>();

    /**
     * @param texts finds the text that is set for a name
     * @param settingNames the names by which a user knows the settings
     * @param region the stack's Region, where it is known
     */
    public StackSettings(
            Function<String, Optional<String>> texts,
            SettingNames settingNames,
            Optional<String> region,
            Surroundings surroundings) {
        this.texts = texts;
        this.settingNames = settingNames;
        this.region = surroundings.account().map(Account::region).or(() -> region);
        this.surroundings = surroundings;
    }

    /** Returns the description of a table, which is looked up once. */
    public TableDescription describe(String table) {
        return tables.computeIfAbsent(table, surroundings.tables()::describe);
    }

    /** Returns the table that the program hands over as the source, if it does. */
    public Optional<Source.GivenTable> givenTable() {
        return surroundings.table();
    }

    /** Returns the stack's Region, where it is known. */
    public Optional<String> region() {
        return region;
    }

    /** Notes a problem with the settings as a whole, whose text names them without a namespace. */
    public void note(String problem) {
        problems.add(settingNames.of(problem));
    }

    /** Ends the reading: throws with every mistake that was found. */
    public void throwIfWrong() {
        if (!problems.isEmpty()) {
            throw new InvalidConfigurationException(List.copyOf(problems));
        }
    }

    public boolean isSet(Setting<?> setting) {
        return text(setting).isPresent();
    }

    /** Returns the value if it is valid, else the default. */
    public <T> T get(Setting<T> setting) {
        return find(setting)
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        setting.name() + " has no default; ask for it with find"));
    }

    /** Returns the value if it is valid, else the default; empty if there is none. */
    public <T> Optional<T> find(Setting<T> setting) {
        var set = text(setting);
        var value = set.flatMap(setting.values()::parse);
        if (set.isPresent() && value.isEmpty()) {
            problem(setting, setting.values().allowed());
        }
        return value.or(() -> byDefault(setting));
    }

    /** Notes that a setting is needed. */
    public void missing(Setting<?> setting) {
        problems.add(
                "%s is not set; it takes %s".formatted(name(setting), setting.values().allowed()));
    }

    /** Notes that a setting is needed, for a reason such as "because projection is INCLUDE". */
    public void missing(Setting<?> setting, String reason) {
        problems.add(
                "%s is not set; it takes %s, %s"
                        .formatted(name(setting), setting.values().allowed(), reason));
    }

    /** Notes a problem with a valid value that conflicts with another setting. */
    public void problem(Setting<?> setting, String allowed) {
        problem(setting, text(setting).orElse(setting.byDefault()), allowed);
    }

    public void problem(Setting<?> setting, String found, String allowed) {
        problems.add("%s is \"%s\"; it takes %s".formatted(name(setting), found, allowed));
    }

    /** Notes a problem with a part of what was set. */
    public void problemAt(Setting<?> setting, String part, String found, String allowed) {
        problems.add("%s has %s at %s; it takes %s".formatted(name(setting), found, part, allowed));
    }

    /** Notes a problem for each of these settings that is set although it would mean nothing. */
    public void forbid(String reason, Setting<?>... settings) {
        for (Setting<?> setting : settings) {
            if (isSet(setting)) {
                problem(setting, "no value " + reason);
            }
        }
    }

    /** Notes a problem where an ARN is of another partition or another Region than the stack. */
    public void requirePlace(Setting<?> setting, String arn) {
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
    public void limit(Setting<?> setting, String value) {
        limit(setting, value, MAXIMUM_BYTES);
    }

    public void limit(Setting<?> setting, String value, int maximumBytes) {
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

    private String name(Setting<?> setting) {
        return settingNames.of(setting.name());
    }

    private Optional<String> text(Setting<?> setting) {
        return texts.apply(setting.name()).filter(text -> !text.isBlank());
    }
}

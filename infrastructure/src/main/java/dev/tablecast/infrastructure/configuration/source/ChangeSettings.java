package dev.tablecast.infrastructure.configuration.source;

import dev.tablecast.infrastructure.configuration.setting.Setting;
import dev.tablecast.infrastructure.configuration.setting.StackSettings;
import dev.tablecast.infrastructure.configuration.setting.Values;
import dev.tablecast.infrastructure.configuration.table.KeyAttribute;
import dev.tablecast.infrastructure.configuration.table.Source;
import dev.tablecast.infrastructure.filter.EventPattern;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The settings that select the changes to broadcast. */
public final class ChangeSettings {
    public static final Setting<List<EventName>> EVENT_NAMES =
            new Setting<>(
                    "eventNames",
                    Values.someOf(EventName.class),
                    "INSERT, MODIFY, REMOVE",
                    "Types of changes to broadcast. Lambda drops the others before it"
                            + " invokes a function, at no cost.");

    public static final Setting<String> FILTER =
            new Setting<>(
                    "filter",
                    new Values<>(
                            "a JSON object whose values are lists, such as"
                                    + " {\"dynamodb\":{\"NewImage\":{\"zip\":{\"N\":[\"8000\"]}}}}",
                            ChangeSettings::json),
                    "{}",
                    "An [event filter"
                        + " pattern](https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html)"
                        + " for stream records, at most 4,096 characters including `eventNames`. It"
                        + " has Lambda's operators only, and names the type of each attribute;"
                        + " numbers are strings in a record, so that they can be listed but not"
                        + " compared. Clients get no message when an item stops matching, unless"
                        + " the pattern matches the old image too.");

    private ChangeSettings() {}

    static ChangeFilter read(StackSettings settings) {
        String pattern = settings.get(FILTER);
        var flaws = EventPattern.parse(pattern).flaws(key(SourceSettings.read(settings)));
        flaws.forEach(
                flaw -> settings.problemAt(FILTER, flaw.path(), flaw.found(), flaw.allowed()));
        var filter =
                new ChangeFilter(
                        settings.get(EVENT_NAMES), flaws.isEmpty() ? pattern : FILTER.byDefault());
        if (filter.isAmbiguous()) {
            settings.problem(FILTER, "no eventName while eventNames is set");
        }
        int characters = filter.combined().orElse("").length();
        if (characters > EventPattern.MAXIMUM_CHARACTERS) {
            settings.problem(
                    FILTER,
                    characters + " characters, eventNames included",
                    "at most " + EventPattern.MAXIMUM_CHARACTERS);
        }
        return filter;
    }

    /** Returns the types of the key's attributes, if known. */
    private static Map<String, String> key(Source source) {
        return source.key().stream()
                .collect(
                        Collectors.toMap(
                                KeyAttribute::name,
                                attribute -> attribute.type().name(),
                                (hashKey, rangeKey) -> hashKey));
    }

    private static Optional<String> json(String text) {
        try {
            EventPattern.parse(text);
            return Optional.of(text);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}

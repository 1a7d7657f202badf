package dev.tablecast.infrastructure.configuration;

import java.util.List;

/** Which changes are broadcast. */
final class ChangeSettings {
    static final Setting<List<EventName>> EVENT_NAMES =
            new Setting<>(
                    "eventNames",
                    Values.someOf(EventName.class),
                    "INSERT, MODIFY, REMOVE",
                    "What may have happened to an item. Lambda drops the rest before it invokes"
                            + " anything, and that costs nothing.");

    static final Setting<String> FILTER =
            new Setting<>(
                    "filter",
                    Values.texts(
                            "a JSON object whose values are lists, such as"
                                    + " {\"dynamodb\":{\"NewImage\":{\"zip\":{\"N\":[\"8000\"]}}}}",
                            ChangeFilter::isPattern),
                    "{}",
                    "An [event filter"
                        + " pattern](https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html)"
                        + " for stream records, at most 4,096 characters with `eventNames`. Clients"
                        + " aren't told when an item stops matching, unless the pattern looks at"
                        + " the old image as well.");

    private static final int MAXIMUM_CHARACTERS = 4096;

    private ChangeSettings() {}

    static ChangeFilter read(Settings settings) {
        var filter = new ChangeFilter(settings.get(EVENT_NAMES), settings.get(FILTER));
        if (filter.isAmbiguous()) {
            settings.problem(FILTER, "no eventName while eventNames is set");
        }
        int characters = filter.combined().orElse("").length();
        if (characters > MAXIMUM_CHARACTERS) {
            settings.problem(
                    FILTER,
                    characters + " characters, eventNames included",
                    "at most " + MAXIMUM_CHARACTERS);
        }
        return filter;
    }
}

package dev.tablecast.infrastructure.configuration.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tablecast.infrastructure.configuration.TablecastConfiguration;
import dev.tablecast.infrastructure.configuration.setting.InvalidConfigurationException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChangeFilterTest {
    private static final String ZURICH =
            "{\"dynamodb\":{\"NewImage\":{\"zip\":{\"N\":[\"8000\"]}}}}";

    @Test
    void allEventsAndNoPatternAreNoFilter() {
        assertThat(read("INSERT,MODIFY,REMOVE", "").combined()).isEmpty();
    }

    @Test
    void someEventsAreAPattern() {
        assertThat(read("REMOVE,INSERT", "").combined())
                .contains("{\"eventName\":[\"INSERT\",\"REMOVE\"]}");
    }

    @Test
    void aPatternAloneIsKept() {
        assertThat(read("", ZURICH).combined()).contains(ZURICH);
        assertThat(read("", "{\"eventName\":[\"INSERT\"]}").combined())
                .contains("{\"eventName\":[\"INSERT\"]}");
    }

    @Test
    void bothConditionsHold() {
        assertThat(read("MODIFY", ZURICH).combined())
                .contains(ZURICH.replaceFirst("}$", ",\"eventName\":[\"MODIFY\"]}"));
    }

    @Test
    void anEventNameInTwoPlacesIsAMistake() {
        assertThat(problem("INSERT", "{\"eventName\":[\"REMOVE\"]}"))
                .isEqualTo(
                        "tablecast:filter is \"{\"eventName\":[\"REMOVE\"]}\"; it takes no"
                                + " eventName while eventNames is set");
    }

    @Test
    void anUnknownEventIsAMistake() {
        assertThat(problem("INSERT,update", ""))
                .isEqualTo(
                        "tablecast:eventNames is \"INSERT,update\"; it takes some of INSERT,"
                                + " MODIFY, REMOVE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"INSERT", "[]", "{'a':[1]}", "{} {}"})
    void aFilterIsAnObjectOfLists(String filter) {
        assertThat(problem("", filter))
                .startsWith("tablecast:filter is \"" + filter + "\"; it takes a JSON object whose");
    }

    @Test
    void theLimitCountsTheEventNamesToo() {
        String longest = "{\"eventID\":[\"" + "x".repeat(4096 - 16) + "\"]}";
        assertThat(read("", longest).combined()).get().asString().hasSize(4096);

        assertThat(problem("INSERT", longest))
                .isEqualTo(
                        "tablecast:filter is \"4119 characters, eventNames included\"; it takes at"
                                + " most 4096");
    }

    @Test
    void everyFlawOfAPatternIsNamedAtOnce() {
        assertThatThrownBy(
                        () ->
                                read(
                                        "",
                                        "{\"NewImage\":{\"zip\":[\"1\"]},\"dynamodb\":{\"Keys\":"
                                                + "{\"id\":{\"S\":[{\"wildcard\":\"a*\"}]},"
                                                + "\"zip\":{\"N\":[\"1\"]}}}}"))
                .hasMessageContaining(
                        "tablecast:filter has {\"wildcard\":\"a*\"} at dynamodb.Keys.id.S; it"
                                + " takes one of Lambda's operators")
                .hasMessageContaining(
                        "tablecast:filter has {\"zip\":[\"1\"]} at NewImage; it takes a field of a"
                                + " stream record")
                .hasMessageContaining(
                        "tablecast:filter has {\"N\":[\"1\"]} at dynamodb.Keys.zip; it takes an"
                                + " attribute of the table's key in its place, id");
    }

    private static ChangeFilter read(String eventNames, String filter) {
        return TablecastConfiguration.of(
                        Map.of("auth", "none", "eventNames", eventNames, "filter", filter))
                .streamDelivery()
                .filter();
    }

    private static String problem(String eventNames, String filter) {
        var problems =
                catchThrowableOfType(
                                InvalidConfigurationException.class, () -> read(eventNames, filter))
                        .problems();
        assertThat(problems).hasSize(1);
        return problems.get(0);
    }
}

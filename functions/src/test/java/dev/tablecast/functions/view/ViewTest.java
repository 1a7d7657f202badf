package dev.tablecast.functions.view;

import static dev.tablecast.functions.view.ViewTable.change;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tablecast.functions.change.Change.Event;
import dev.tablecast.functions.change.Projection;
import dev.tablecast.functions.expression.Placeholders;
import dev.tablecast.functions.expression.Value;
import dev.tablecast.functions.expression.ValueJson;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ViewTest {
    private static final Map<String, Value> KEYS = ValueJson.readFields("{\"id\":\"1\"}");

    private static final ViewPolicy POLICY =
            new ViewPolicy(Optional.empty(), new Projection.All(), Set.of("id"), Set.of());

    @Test
    void anImageThatIsNotKnownMeetsNoCondition() {
        View view = view("attribute_not_exists(nobody)");

        for (Event event : Event.values()) {
            assertThat(view.of(change(event, KEYS, Map.of(), Map.of()))).isEmpty();
        }
    }

    @Test
    void aViewOfEverythingNeedsNoImages() {
        View view = POLICY.view(ViewRequest.EVERYTHING, Map.of());

        for (Event event : Event.values()) {
            assertThat(view.of(change(event, KEYS, Map.of(), Map.of())))
                    .hasValueSatisfying(
                            seen -> {
                                assertThat(seen.event()).isEqualTo(event);
                                assertThat(seen.newImage()).isEmpty();
                                assertThat(seen.oldImage()).isEmpty();
                                assertThat(seen.changed()).isEmpty();
                            });
        }
        assertThat(view.hasEveryItem()).isTrue();
    }

    @Test
    void changedNamesWhatWasAddedRemovedOrGivenAnotherValue() {
        View view = view("room = :r");
        Map<String, Value> old =
                ValueJson.readFields(
                        "{\"room\":\"a\",\"n\":1,\"gone\":1,\"set\":{\"$SS\":[\"x\",\"y\"]}}");
        Map<String, Value> now =
                ValueJson.readFields(
                        "{\"room\":\"a\",\"n\":{\"$N\":\"1.0\"},\"new\":1,\"set\":{\"$SS\":[\"y\",\"x\"]}}");

        Optional<Seen> seen = view.of(change(Event.MODIFY, KEYS, old, now));

        assertThat(seen.orElseThrow().changed()).contains(Set.of("gone", "new"));
    }

    @Test
    void aSnapshotHasTheItemsOfTheViewWithTheirVisibleAttributes() {
        View view =
                POLICY.view(
                        new ViewRequest(
                                Optional.of("room = :r"), placeholders(), Optional.of(Set.of("n"))),
                        Map.of());

        var items =
                List.of(
                        ValueJson.readFields("{\"room\":\"a\",\"n\":1,\"x\":2}"),
                        ValueJson.readFields("{\"room\":\"b\",\"n\":2}"));

        assertThat(items.stream().filter(view::has).map(view::visible))
                .containsExactly(ValueJson.readFields("{\"n\":1}"));
        assertThat(view.hasEveryItem()).isFalse();
    }

    private static View view(String filter) {
        return POLICY.view(
                new ViewRequest(
                        Optional.of(filter),
                        filter.contains(":r") ? placeholders() : Placeholders.NONE,
                        Optional.empty()),
                Map.of());
    }

    private static Placeholders placeholders() {
        return new Placeholders(Map.of(), Map.of(":r", new Value.Text("a")));
    }
}

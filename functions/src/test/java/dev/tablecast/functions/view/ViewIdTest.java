package dev.tablecast.functions.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tablecast.functions.change.Projection;
import dev.tablecast.functions.expression.ClaimExpression;
import dev.tablecast.functions.expression.Placeholders;
import dev.tablecast.functions.expression.Value;
import dev.tablecast.functions.expression.ValueJson;
import dev.tablecast.functions.message.Position;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ViewIdTest {
    private static final Map<String, Value> CLAIMS =
            ValueJson.readFields("{\"tenant\":\"a\",\"roles\":[\"x\",\"y\"]}");

    @Test
    void placeholdersSpacesAndTheOrderOfASetDoNotMatter() {
        assertThat(
                        id(
                                "room = :r AND n IN (:a, :b)",
                                Map.of(),
                                "{\":r\":\"x\",\":a\":1,\":b\":{\"$SS\":[\"a\",\"b\"]}}"))
                .isEqualTo(
                        id(
                                "#r=:1 and (n in(:3,:2))",
                                Map.of("#r", "room"),
                                "{\":1\":\"x\",\":2\":{\"$N\":\"1.0\"},\":3\":{\"$SS\":[\"b\",\"a\"]}}"));
    }

    @Test
    void everythingElseMakesAnotherView() {
        var ids = new HashSet<ViewId>();
        List<ViewId> views =
                List.of(
                        id("room = :r", Map.of(), "{\":r\":\"x\"}"),
                        id("room = :r", Map.of(), "{\":r\":\"y\"}"),
                        id("room = :r", Map.of(), "{\":r\":1}"),
                        id("room = :r", Map.of(), "{\":r\":[\"x\"]}"),
                        id("room = :r", Map.of(), "{\":r\":{\"$SS\":[\"x\"]}}"),
                        id("room = :r", Map.of(), "{\":r\":{\"$B\":\"AA==\"}}"),
                        id("room = :r", Map.of(), "{\":r\":\"AA==\"}"),
                        id("room <> :r", Map.of(), "{\":r\":\"x\"}"),
                        id("NOT room = :r", Map.of(), "{\":r\":\"x\"}"),
                        id("room.a = :r", Map.of(), "{\":r\":\"x\"}"),
                        id("#r = :r", Map.of("#r", "room.a"), "{\":r\":\"x\"}"),
                        id("room[0] = :r", Map.of(), "{\":r\":\"x\"}"),
                        id("size(room) = :r", Map.of(), "{\":r\":\"x\"}"),
                        id("begins_with(room, :r)", Map.of(), "{\":r\":\"x\"}"),
                        id("contains(room, :r)", Map.of(), "{\":r\":\"x\"}"),
                        id("room IN (:r)", Map.of(), "{\":r\":\"x\"}"),
                        id("room IN (:r, a)", Map.of(), "{\":r\":\"x\"}"),
                        id("attribute_exists(room)", Map.of(), "{}"),
                        id("attribute_not_exists(room)", Map.of(), "{}"),
                        id("room = a OR room = b", Map.of(), "{}"),
                        id("room = a AND room = b", Map.of(), "{}"),
                        id("room = a OR room = b OR room = c", Map.of(), "{}"),
                        id("room = a OR (room = b OR room = c)", Map.of(), "{}"),
                        policy("tenant = :claim.tenant").view(everything(), CLAIMS).id(),
                        policy("tenant = :claim.tenant")
                                .view(everything(), ValueJson.readFields("{\"tenant\":\"b\"}"))
                                .id(),
                        policy("tenant <> :claim.tenant").view(everything(), CLAIMS).id(),
                        policy("tenant IN (:claim.roles)").view(everything(), CLAIMS).id(),
                        view(new Projection.All(), Optional.empty()),
                        view(new Projection.All(), Optional.of(Set.of())),
                        view(new Projection.All(), Optional.of(Set.of("a", "b"))),
                        view(new Projection.All(), Optional.of(Set.of("a"))),
                        view(new Projection.KeysOnly(), Optional.empty()),
                        view(new Projection.Include(Set.of("a", "b")), Optional.empty()),
                        view(new Projection.Include(Set.of("ab")), Optional.empty()),
                        view(new Projection.Include(Set.of("a")), Optional.empty()));

        for (ViewId id : views) {
            assertThat(ids.add(id)).as(id.text() + " at " + ids.size()).isTrue();
        }
    }

    @Test
    void aFilterThatLooksLikeRowAccessIsAnotherView() {
        assertThat(id("tenant = :t", Map.of(), "{\":t\":\"a\"}"))
                .isNotEqualTo(policy("tenant = :claim.tenant").view(everything(), CLAIMS).id());
    }

    @Test
    void anIdHas12BytesAndFitsAPosition() {
        ViewId id = view(new Projection.All(), Optional.empty());

        assertThat(id.bytes()).hasSize(12);
        assertThat(Position.parse("k3.4711." + id.text()))
                .contains(new Position("k3", 4711, id.text()));
    }

    /** Positions outlive a deployment: the id of a view may only change with the version in it. */
    @Test
    void theIdOfAViewStaysTheSame() {
        assertThat(id("room = :r", Map.of(), "{\":r\":\"x\"}").text())
                .isEqualTo("m9dpW9dU95cRMBNA");
    }

    private static ViewRequest everything() {
        return ViewRequest.EVERYTHING;
    }

    private static ViewId view(Projection projection, Optional<Set<String>> attributes) {
        return new ViewPolicy(Optional.empty(), projection, Set.of("id"), Set.of("a", "b", "ab"))
                .view(new ViewRequest(Optional.empty(), Placeholders.NONE, attributes), Map.of())
                .id();
    }

    private static ViewId id(String filter, Map<String, String> names, String values) {
        return new ViewPolicy(Optional.empty(), new Projection.All(), Set.of("id"), Set.of())
                .view(
                        new ViewRequest(
                                Optional.of(filter),
                                new Placeholders(names, ValueJson.readFields(values)),
                                Optional.empty()),
                        Map.of())
                .id();
    }

    private static ViewPolicy policy(String rowAccess) {
        return new ViewPolicy(
                Optional.of(ClaimExpression.parse(rowAccess, Placeholders.NONE)),
                new Projection.All(),
                Set.of("id"),
                Set.of());
    }
}

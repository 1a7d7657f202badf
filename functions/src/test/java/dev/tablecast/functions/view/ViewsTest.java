package dev.tablecast.functions.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tablecast.functions.change.Projection;
import dev.tablecast.functions.expression.Placeholders;
import dev.tablecast.functions.expression.Value;
import dev.tablecast.functions.log.LogFixture;
import dev.tablecast.functions.simulation.SimulatedDynamoDb;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ViewsTest {
    private static final ViewPolicy POLICY = Policies.json(new Projection.All()).policy();

    private Instant now = Instant.parse("2026-11-22T10:00:00Z");
    private final LogFixture log = new LogFixture(() -> now);
    private final Views views = views(POLICY);

    private Views views(ViewPolicy policy) {
        return new Views(policy, log.storedViews(), () -> now);
    }

    @Test
    void aViewOutlivesAnyConnectionThatNamesItByADay() {
        var view = views.view(room("lobby"), Map.of());

        for (int minute = 0; minute < 600; minute++) {
            views.keep(view);
            assertThat(expiresAt(view)).isAfterOrEqualTo(now.plus(Duration.ofHours(26)));
            now = now.plusSeconds(60);
        }
    }

    @Test
    void aViewInUseIsWrittenOnceAnHour() {
        var view = views.view(room("lobby"), Map.of());
        views.keep(view);
        Instant first = expiresAt(view);

        now = now.plus(Duration.ofMinutes(59));
        views.keep(view);
        views(POLICY).keep(view);
        assertThat(expiresAt(view)).isEqualTo(first);

        now = now.plus(Duration.ofMinutes(12));
        views.keep(view);
        assertThat(expiresAt(view)).isEqualTo(now.plus(Duration.ofHours(28)));
    }

    @Test
    void theViewThatHasEverythingIsKnownWithoutBeingStored() {
        var view = views.view(ViewRequest.EVERYTHING, Map.of());
        views.keep(view);
        String id = view.view().id().text();

        assertThat(log.storedViews().find(List.of(id))).isEmpty();
        assertThat(views(POLICY).find(List.of(id))).containsOnlyKeys(id);
    }

    @Test
    void manyViewsAreFoundAndTheOthersLeftOut() {
        List<String> ids =
                IntStream.range(0, 250)
                        .mapToObj(i -> views.view(room("room-" + i), Map.of()))
                        .peek(views::keep)
                        .map(kept -> kept.view().id().text())
                        .toList();
        var wanted = new java.util.ArrayList<>(ids);
        wanted.add("unknown");

        assertThat(views(POLICY).find(wanted)).containsOnlyKeys(ids);
    }

    @Test
    void aViewOfAnotherPolicyIsNotFound() {
        var view = views.view(room("lobby"), Map.of());
        views.keep(view);
        List<String> id = List.of(view.view().id().text());

        assertThat(views(Policies.json(new Projection.KeysOnly()).policy()).find(id)).isEmpty();
        assertThat(views(Policies.json("a = :claim.a", new Projection.All()).policy()).find(id))
                .isEmpty();
    }

    @Test
    void whatCantBeReadIsNotFound() {
        log.dynamoDb()
                .putItem(
                        request -> {
                            var item = new java.util.HashMap<>(log.viewKey("broken"));
                            item.put("View", AttributeValue.fromS("broken"));
                            item.put("Content", AttributeValue.fromS("{\"filter\":\"a = \"}"));
                            request.tableName(SimulatedDynamoDb.LOG).item(item);
                        });

        assertThat(views.find(List.of("broken"))).isEmpty();
    }

    private Instant expiresAt(Views.Kept view) {
        var item =
                log.dynamoDb()
                        .getItem(
                                request ->
                                        request.tableName(SimulatedDynamoDb.LOG)
                                                .key(log.viewKey(view.view().id().text())))
                        .item();
        return Instant.ofEpochSecond(Long.parseLong(item.get("ExpiresAt").n()));
    }

    private static ViewRequest room(String room) {
        return new ViewRequest(
                Optional.of("room = :r"),
                new Placeholders(Map.of(), Map.of(":r", new Value.Text(room))),
                Optional.empty());
    }
}

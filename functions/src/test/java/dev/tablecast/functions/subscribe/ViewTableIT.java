package dev.tablecast.functions.subscribe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tablecast.functions.change.Change;
import dev.tablecast.functions.change.Projection;
import dev.tablecast.functions.expression.Value;
import dev.tablecast.functions.log.Entry;
import dev.tablecast.functions.log.LogRecord;
import dev.tablecast.functions.message.JsonMessages;
import dev.tablecast.functions.view.Seen;
import dev.tablecast.functions.view.ViewTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every line of the table of views, for every condition, projection and choice of attributes, as it
 * arrives: live and replayed, from changes as they are stored.
 */
class ViewTableIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CLAIMS = "{'tenant':'mine'}";

    @ParameterizedTest
    @MethodSource("tables")
    void aSubscriptionGetsWhatTheTableSaysLiveAndReplayed(ViewTable table) {
        try (var client = new SubscribedClient(new JsonMessages(table.policy()))) {
            client.authorize(CLAIMS);
            String start =
                    client.subscribe("a", 1, fields(table)).getFirst().get("position").textValue();

            Entry entry = client.append(ViewTable.changes());
            List<JsonNode> live = client.post(entry.epoch(), entry.from(), entry.to());
            List<JsonNode> replayed =
                    client.subscribe(
                            "a",
                            2,
                            (fields(table).isEmpty() ? "" : fields(table) + ",")
                                    + "'after':'"
                                    + start
                                    + "'");

            assertThat(changes(live)).isEqualTo(expected(table, entry.from()));
            assertThat(changes(replayed)).isEqualTo(expected(table, entry.from()));
            assertThat(replayed.getFirst().get("contiguous").booleanValue())
                    .isEqualTo(!table.access() && !table.filter());
            assertCovers(live, entry.from(), entry.to());
            assertThat(client.isClosed()).isFalse();
        }
    }

    /** A client that doesn't speak the sub-protocol has the view that its row names. */
    @ParameterizedTest
    @MethodSource("tablesWithoutRequest")
    void aClientWithoutSubscriptionsGetsWhatItMaySee(ViewTable table) {
        try (var client = new SubscribedClient(new JsonMessages(table.policy()))) {
            client.authorize(CLAIMS);
            client.subscribe("a", 1, "");
            String view = client.subs().substring("a:1:".length());
            client.connect(table.access() ? Optional.of(view) : Optional.empty());

            Entry entry = client.append(ViewTable.changes());
            List<JsonNode> live = client.post(entry.epoch(), entry.from(), entry.to());

            assertThat(changes(live)).isEqualTo(expected(table, entry.from()));
            assertThat(live).noneMatch(message -> message.has("subs"));
        }
    }

    /** Checks that attributes that nobody may see and no condition needs aren't stored. */
    @ParameterizedTest
    @MethodSource("tables")
    void theLogHasOnlyWhatIsVisibleOrDecides(ViewTable table) {
        try (var client = new SubscribedClient(new JsonMessages(table.policy()))) {
            Entry entry = client.append(ViewTable.changes());

            String all = "";
            for (LogRecord next : entry.records()) {
                all += ((LogRecord.Change) next).body();
            }

            boolean isAll = table.projection() instanceof Projection.All;
            assertThat(all.contains("secret")).isEqualTo(isAll);
            assertThat(all.contains("note"))
                    .isEqualTo(!(table.projection() instanceof Projection.KeysOnly));
            assertThat(all.contains("tenant")).isEqualTo(isAll || table.access());
            assertThat(all.contains("room")).isTrue();
        }
    }

    static Stream<ViewTable> tables() {
        return ViewTable.all().stream();
    }

    static Stream<ViewTable> tablesWithoutRequest() {
        return tables().filter(table -> !table.filter() && table.attributes().isEmpty());
    }

    private static String fields(ViewTable table) {
        var fields = new ArrayList<String>();
        if (table.filter()) {
            fields.add("'filter':'room = :room','values':{':room':'lobby'}");
        }
        table.attributes()
                .ifPresent(
                        names ->
                                fields.add(
                                        "'attributes':["
                                                + String.join(
                                                        ",",
                                                        names.stream()
                                                                .map(name -> "'" + name + "'")
                                                                .toList())
                                                + "]"));
        return String.join(",", fields);
    }

    private static List<JsonNode> changes(List<JsonNode> messages) {
        var changes = new ArrayList<JsonNode>();
        for (JsonNode message : messages) {
            if (message.get("type").textValue().equals("changes")) {
                message.get("changes").forEach(changes::add);
            }
        }
        return changes;
    }

    private static void assertCovers(List<JsonNode> messages, long from, long to) {
        long next = from;
        for (JsonNode message : messages) {
            assertThat(message.get("from").longValue()).isEqualTo(next);
            next = message.get("to").longValue() + 1;
        }
        assertThat(next).isEqualTo(to + 1);
    }

    private static List<JsonNode> expected(ViewTable table, long first) {
        var expected = new ArrayList<JsonNode>();
        long number = first;
        for (Change change : ViewTable.changes()) {
            long seq = number++;
            table.expected(change).ifPresent(seen -> expected.add(json(seq, seen)));
        }
        return expected;
    }

    private static JsonNode json(long seq, Seen seen) {
        ObjectNode change =
                JSON.createObjectNode()
                        .put("seq", Math.toIntExact(seq))
                        .put("event", seen.event().name())
                        .put("at", "1970-01-01T00:00:00Z");
        put(change, "keys", seen.keys());
        seen.newImage().ifPresent(image -> put(change, "new", image));
        seen.oldImage().ifPresent(image -> put(change, "old", image));
        seen.changed()
                .ifPresent(
                        names -> {
                            var array = change.putArray("changed");
                            names.stream().sorted().forEach(array::add);
                        });
        if (seen.enter()) {
            change.put("enter", true);
        }
        if (seen.leave()) {
            change.put("leave", true);
        }
        return change;
    }

    private static void put(ObjectNode change, String field, Map<String, Value> image) {
        ObjectNode object = change.putObject(field);
        image.forEach((name, value) -> object.put(name, ((Value.Text) value).text()));
    }
}

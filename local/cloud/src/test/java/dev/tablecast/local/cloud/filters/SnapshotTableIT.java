package dev.tablecast.local.cloud.filters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tablecast.functions.expression.Placeholders;
import dev.tablecast.functions.expression.Value;
import dev.tablecast.functions.snapshot.Snapshot;
import dev.tablecast.functions.snapshot.SnapshotMode;
import dev.tablecast.functions.snapshot.SourceTable;
import dev.tablecast.functions.snapshot.SourceTable.Key;
import dev.tablecast.functions.snapshot.SourceTable.Type;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Snapshots of tables in DynamoDB Local. */
class SnapshotTableIT {
    private static SnapshotTable tables;

    @BeforeAll
    static void start() {
        tables = new SnapshotTable();
    }

    @AfterAll
    static void stop() {
        tables.close();
    }

    @Test
    void aPartitionOfSeveralMegabytesIsReadPageByPage() {
        SourceTable table =
                tables.create("Pages", new Key("room", Type.S), Optional.of(new Key("n", Type.N)));
        for (int i = 0; i < 14; i++) {
            tables.put(table, item("lobby", i, "x".repeat(250_000)));
        }
        tables.put(table, item("attic", 1, "x"));
        Placeholders lobby = placeholders("lobby");

        Snapshot.Taken taken = taken(table, "room = :r", lobby);

        assertThat(taken.items()).hasSize(14).allMatch(text -> text.contains("\"truncated\":true"));
        assertThat(taken(table, "room = :r AND note = :n", notes()).items()).isEmpty();
        Snapshot tooMany =
                tables.read(
                        table,
                        SnapshotTable.view(table, "room = :r", lobby),
                        SnapshotMode.QUERY,
                        13);
        assertThat(((Snapshot.Refused) tooMany).message()).startsWith("it has more than 13 items");
    }

    @Test
    void aKeyMayHaveAReservedNameOrAnyOther() {
        SourceTable table =
                tables.create(
                        "Names", new Key("name", Type.S), Optional.of(new Key("a.b:#c", Type.B)));
        tables.put(
                table,
                Map.of(
                        "name", new Value.Text("lobby"),
                        "a.b:#c", new Value.Binary(new byte[] {1, 2}),
                        "size", new Value.Texts(Set.of(new Value.Text("x")))));
        tables.put(
                table,
                Map.of(
                        "name", new Value.Text("lobby"),
                        "a.b:#c", new Value.Binary(new byte[] {2, 2})));

        Snapshot.Taken taken =
                taken(
                        table,
                        "#n = :r AND begins_with(#c, :c)",
                        new Placeholders(
                                Map.of("#n", "name", "#c", "a.b:#c"),
                                Map.of(
                                        ":r", new Value.Text("lobby"),
                                        ":c", new Value.Binary(new byte[] {1}))));

        assertThat(taken.items())
                .containsExactly(
                        "{\"keys\":{\"a.b:#c\":\"AQI=\",\"name\":\"lobby\"},\"new\":{\"a.b:#c\":\"AQI=\",\"name\":\"lobby\",\"size\":[\"x\"]}}");
    }

    @Test
    void aTableWithoutASortKeyIsQueriedForOneItem() {
        SourceTable table = tables.create("Single", new Key("id", Type.N), Optional.empty());
        for (int i = 0; i < 5; i++) {
            tables.put(
                    table,
                    Map.of(
                            "id",
                            new Value.Numeric(Integer.toString(i)),
                            "n",
                            new Value.Numeric("1")));
        }

        assertThat(
                        taken(
                                        table,
                                        "id IN (:a, :b) AND id > :a",
                                        new Placeholders(
                                                Map.of(),
                                                Map.of(
                                                        ":a", new Value.Numeric("3"),
                                                        ":b", new Value.Numeric("4.0"))))
                                .items())
                .containsExactly("{\"keys\":{\"id\":4},\"new\":{\"id\":4,\"n\":1}}");
    }

    @Test
    void aTableThatDoesNotExistIsARefusal() {
        var table = new SourceTable("Missing", new Key("id", Type.S), Optional.empty());

        Snapshot snapshot =
                tables.read(
                        table,
                        SnapshotTable.view(table, "id = :r", placeholders("x")),
                        SnapshotMode.QUERY,
                        10);

        assertThat(snapshot)
                .isEqualTo(
                        new Snapshot.Refused(
                                Snapshot.Reason.SNAPSHOT,
                                "the table can't be read: ResourceNotFoundException"));
    }

    private static Snapshot.Taken taken(
            SourceTable table, String filter, Placeholders placeholders) {
        return (Snapshot.Taken)
                tables.read(
                        table,
                        SnapshotTable.view(table, filter, placeholders),
                        SnapshotMode.QUERY,
                        1_000);
    }

    private static Placeholders placeholders(String room) {
        return new Placeholders(Map.of(), Map.of(":r", new Value.Text(room)));
    }

    private static Placeholders notes() {
        return new Placeholders(
                Map.of(),
                Map.of(":r", new Value.Text("lobby"), ":n", new Value.Text("none has this")));
    }

    private static Map<String, Value> item(String room, int n, String note) {
        return Map.of(
                "room", new Value.Text(room),
                "n", new Value.Numeric(Integer.toString(n)),
                "note", new Value.Text(note));
    }
}

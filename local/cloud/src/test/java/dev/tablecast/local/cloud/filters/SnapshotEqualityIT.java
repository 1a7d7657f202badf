package dev.tablecast.local.cloud.filters;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tablecast.functions.expression.Placeholders;
import dev.tablecast.functions.expression.Value;
import dev.tablecast.functions.snapshot.Snapshot;
import dev.tablecast.functions.snapshot.SnapshotMode;
import dev.tablecast.functions.snapshot.SourceTable;
import dev.tablecast.functions.snapshot.SourceTable.Key;
import dev.tablecast.functions.snapshot.SourceTable.Type;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Snapshots of tables by random filters have the items that DynamoDB finds by scanning the whole
 * table with the same filter.
 */
class SnapshotEqualityIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Key ROOM = new Key("room", Type.S);
    private static final List<String> WORDS = List.of("", "a", "aa", "ab", "b", "ba", "z", "é");
    private static final Map<String, Value> VALUES = values();

    private static @Nullable SnapshotTable tables;
    private static final Map<Type, SourceTable> BY_SORT = new TreeMap<>();

    private static Map<String, Value> values() {
        var values = new HashMap<String, Value>();
        for (int i = 0; i < WORDS.size(); i++) {
            values.put(":s" + i, new Value.Text(WORDS.get(i)));
            values.put(":b" + i, new Value.Binary(WORDS.get(i).getBytes(StandardCharsets.UTF_8)));
            values.put(":n" + i, new Value.Numeric(Integer.toString(i - 3)));
        }
        return values;
    }

    @BeforeContainer
    static void start() {
        tables = new SnapshotTable();
        var random = new Random(15);
        for (Type type : Type.values()) {
            SourceTable table = tables.create("By" + type, ROOM, Optional.of(new Key("k", type)));
            BY_SORT.put(type, table);
            for (String room : WORDS.subList(1, 5)) {
                for (int i = 1; i < WORDS.size(); i++) {
                    tables.put(table, item(room, sort(type, i), random));
                }
            }
        }
    }

    private static Value sort(Type type, int i) {
        return VALUES.get(":" + type.name().toLowerCase(Locale.ROOT) + i);
    }

    private static Map<String, Value> item(String room, Value sort, Random random) {
        var item = new HashMap<String, Value>();
        item.put("room", new Value.Text(room));
        item.put("k", sort);
        item.put("score", new Value.Numeric(Integer.toString(random.nextInt(5))));
        if (random.nextBoolean()) {
            item.put("note", new Value.Text(WORDS.get(random.nextInt(WORDS.size()))));
        }
        return item;
    }

    @AfterContainer
    static void stop() {
        tables.close();
    }

    @Property(tries = 400)
    void aSnapshotIsTheTableFiltered(@ForAll Type sort, @ForAll("filters") String filter) {
        SourceTable table = BY_SORT.get(sort);
        var used = new HashMap<>(VALUES);
        used.keySet().removeIf(name -> !filter.matches(".*" + name + "\\b.*"));
        var placeholders = new Placeholders(Map.of(), used);

        Snapshot snapshot =
                tables.read(
                        table,
                        SnapshotTable.view(table, filter, placeholders),
                        SnapshotMode.SCAN,
                        1_000);

        assertThat(snapshot).isInstanceOf(Snapshot.Taken.class);
        assertThat(((Snapshot.Taken) snapshot).items().stream().map(SnapshotEqualityIT::keys))
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(
                        tables.scanned(table, filter, placeholders).stream()
                                .map(SnapshotEqualityIT::keys)
                                .toList());
    }

    @Provide
    Arbitrary<String> filters() {
        Arbitrary<List<String>> parts =
                Combinators.combine(
                                Arbitraries.frequencyOf(
                                        Tuple.of(8, partition()), Tuple.of(1, sort())),
                                Arbitraries.frequencyOf(
                                                Tuple.of(1, partition()),
                                                Tuple.of(4, sort()),
                                                Tuple.of(2, other()))
                                        .list()
                                        .ofMaxSize(3))
                        .as(
                                (first, rest) -> {
                                    var all = new ArrayList<>(rest);
                                    all.add(first);
                                    return all;
                                });
        return Combinators.combine(parts, Arbitraries.integers().between(0, 9))
                .as((all, form) -> joined(all, form));
    }

    private static String joined(List<String> parts, int form) {
        String all = String.join(form == 0 ? " OR " : " AND ", parts);
        // DynamoDB refuses two pairs of parentheses around the same.
        String one = parts.size() == 1 && all.startsWith("(") ? all : "(" + all + ")";
        return switch (form) {
            case 1 -> one + " AND score < :n6";
            case 2 -> one + " OR (room = :s2 AND k > :n4 AND score > :n3)";
            case 3 -> "NOT " + one;
            default -> all;
        };
    }

    private static Arbitrary<String> partition() {
        return Arbitraries.frequencyOf(
                Tuple.of(6, value("s").map(value -> "room = " + value)),
                Tuple.of(2, value("s").map(value -> value + " = room")),
                Tuple.of(
                        3,
                        value("s")
                                .list()
                                .ofMinSize(1)
                                .ofMaxSize(4)
                                .map(list -> "room IN (" + String.join(", ", list) + ")")),
                Tuple.of(
                        2,
                        Combinators.combine(value("s"), value("s"))
                                .as((a, b) -> "(room = " + a + " OR room = " + b + ")")),
                Tuple.of(1, value("n").map(value -> "room = " + value)));
    }

    private static Arbitrary<String> sort() {
        Arbitrary<String> operand = Arbitraries.of("s", "n", "b").flatMap(type -> value(type));
        Arbitrary<String> signs = Arbitraries.of(" = ", " < ", " <= ", " > ", " >= ", " <> ");
        return Arbitraries.frequencyOf(
                Tuple.of(6, Combinators.combine(signs, operand).as((sign, v) -> "k" + sign + v)),
                Tuple.of(3, Combinators.combine(signs, operand).as((sign, v) -> v + sign + "k")),
                Tuple.of(
                        3,
                        Arbitraries.of("s", "n", "b")
                                .flatMap(
                                        type ->
                                                Arbitraries.integers()
                                                        .between(0, WORDS.size() - 2)
                                                        .map(
                                                                i ->
                                                                        "k BETWEEN :%s%d AND :%s%d"
                                                                                .formatted(
                                                                                        type, i,
                                                                                        type,
                                                                                        i + 1)))),
                Tuple.of(
                        3,
                        Arbitraries.of("s", "b")
                                .flatMap(type -> value(type))
                                .map(value -> "begins_with(k, " + value + ")")),
                Tuple.of(
                        2,
                        operand.list()
                                .ofMinSize(1)
                                .ofMaxSize(3)
                                .map(list -> "k IN (" + String.join(", ", list) + ")")),
                Tuple.of(1, operand.map(value -> "NOT k = " + value)));
    }

    private static Arbitrary<String> other() {
        return Arbitraries.of(
                "score > :n4",
                "score BETWEEN :n4 AND :n6",
                "attribute_exists(note)",
                "begins_with(note, :s1)",
                "note <> room",
                "contains(note, :s1)");
    }

    private static Arbitrary<String> value(String type) {
        return Arbitraries.integers().between(0, WORDS.size() - 1).map(i -> ":" + type + i);
    }

    private static String keys(String item) {
        try {
            JsonNode keys = JSON.readTree(item).get("keys");
            return keys.get("room").asText() + " " + keys.get("k").asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String keys(Map<String, AttributeValue> item) {
        AttributeValue k = item.get("k");
        String sort =
                switch (k.type()) {
                    case S -> k.s();
                    case N -> k.n();
                    default -> Base64.getEncoder().encodeToString(k.b().asByteArray());
                };
        return item.get("room").s() + " " + sort;
    }
}

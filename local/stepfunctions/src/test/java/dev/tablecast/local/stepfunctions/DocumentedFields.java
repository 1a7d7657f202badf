package dev.tablecast.local.stepfunctions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tablecast.local.stepfunctions.asl.parser.DefinitionParser;
import dev.tablecast.local.stepfunctions.asl.parser.InvalidDefinitionException;
import dev.tablecast.local.stepfunctions.asl.parser.Problem;
import dev.tablecast.local.stepfunctions.json.Json;
import dev.tablecast.local.stepfunctions.jsonata.JsonataExpression;
import dev.tablecast.local.stepfunctions.resource.ServiceCatalog;
import dev.tablecast.local.stepfunctions.resource.TaskResource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The fields that the parser knows, as its own error messages list them. Each definition here
 * contains an unknown field.
 */
final class DocumentedFields {
    private static final String GRAPH =
            "\"StartAt\":\"I\",\"States\":{\"I\":{\"Type\":\"Pass\",\"End\":true}}";

    private static final String DISTRIBUTED =
            "\"ItemProcessor\":{GRAPH,\"ProcessorConfig\":{\"Mode\":\"DISTRIBUTED\","
                    + "\"ExecutionType\":\"STANDARD\"}}";

    private DocumentedFields() {}

    /** Returns a table with a row for each object that has fields. */
    static String table() {
        var rows = new LinkedHashMap<String, List<String>>();
        rows.put("state machine", fields(machine("{GRAPH,\"Nope\":1}"), "a state machine"));
        for (var kind : kinds()) {
            rows.put(kind, fields(state(kind), "a " + kind + " state"));
        }
        rows.put("distributed Map", fields(of("Map", DISTRIBUTED + ",\"Nope\":1"), "a Map state"));
        for (var part : List.of("ItemReader", "ItemBatcher", "ResultWriter")) {
            var map = of("Map", DISTRIBUTED + ",\"" + part + "\":{\"Resource\":\"\",\"Nope\":1}");
            rows.put(part, fields(map, (part.startsWith("I") ? "an " : "a ") + part));
        }
        rows.put(
                "ReaderConfig",
                fields(
                        of("Map", DISTRIBUTED + ",\"ItemReader\":{\"ReaderConfig\":{\"Nope\":1}}"),
                        "a ReaderConfig"));
        rows.put("branch", fields(of("Parallel", "\"Branches\":[{GRAPH,\"Nope\":1}]"), "a branch"));
        rows.put(
                "item processor",
                fields(of("Map", "\"ItemProcessor\":{GRAPH,\"Nope\":1}"), "an ItemProcessor"));
        rows.put("retrier", fields(of("Task", "\"Retry\":[{\"Nope\":1}]"), "a retrier"));
        rows.put("catcher", fields(of("Task", "\"Catch\":[{\"Nope\":1}]"), "a catcher"));
        rows.put(
                "operators",
                listed(
                        of("Choice", "\"Choices\":[{\"Variable\":\"$\",\"Nope\":1}]"),
                        "not an operator of a choice rule"));
        rows.put(
                "intrinsic functions",
                listed(
                        of("Pass", "\"Parameters\":{\"x.$\":\"States.Nope()\"}"),
                        "is not a function"));
        return table(rows);
    }

    /** Returns the table of the objects whose fields differ in JSONata states. */
    static String jsonataTable() {
        var rows = new LinkedHashMap<String, List<String>>();
        for (var kind : kinds()) {
            rows.put(kind, fields(inJsonata(state(kind)), "a " + kind + " state"));
        }
        rows.put(
                "distributed Map",
                fields(inJsonata(of("Map", DISTRIBUTED + ",\"Nope\":1")), "a Map state"));
        rows.put(
                "choice rule",
                fields(
                        inJsonata(of("Choice", "\"Choices\":[{\"Condition\":true,\"Nope\":1}]")),
                        "a choice rule"));
        rows.put("catcher", fields(inJsonata(of("Task", "\"Catch\":[{\"Nope\":1}]")), "a catcher"));
        rows.put("functions", JsonataExpression.addedFunctions());
        return table(rows);
    }

    private static ObjectNode inJsonata(ObjectNode machine) {
        return machine.put("QueryLanguage", "JSONata");
    }

    private static String table(Map<String, List<String>> rows) {
        return "| | fields |\n|---|---|\n"
                + rows.entrySet().stream()
                        .map(row -> "| " + row.getKey() + " | " + code(row.getValue()) + " |")
                        .collect(Collectors.joining("\n"));
    }

    static String code(List<String> names) {
        return names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(" "));
    }

    private static List<String> kinds() {
        return listed(
                machine(Map.of("S", Json.parse("{\"Type\":\"Nope\"}"))), "not a type of state");
    }

    private static ObjectNode state(String kind) {
        return of(kind, "\"Nope\":1" + (kind.equals("Map") ? ",\"ItemProcessor\":{GRAPH}" : ""));
    }

    private static List<String> fields(ObjectNode machine, String what) {
        return listed(machine, "not a field of " + what);
    }

    private static ObjectNode of(String kind, String fields) {
        var json = "{\"Type\":\"%s\",%s}".formatted(kind, fields).replace("GRAPH", GRAPH);
        return machine(Map.of("S", Json.parse(json)));
    }

    private static ObjectNode machine(Map<String, JsonNode> states) {
        var machine = Json.object().put("StartAt", "S");
        machine.putObject("States").setAll(states);
        return machine;
    }

    private static ObjectNode machine(String json) {
        return (ObjectNode) Json.parse(json.replace("GRAPH", GRAPH));
    }

    private static List<String> listed(ObjectNode machine, String where) {
        var problems = problems(machine);
        var message =
                problems.stream()
                        .map(Problem::message)
                        .filter(m -> m.contains(where))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError(where + ": " + problems));
        return List.of(message.substring(message.lastIndexOf(": ") + 2).split(", "));
    }

    /** Returns the problems of a definition. Its resources may be any that AWS accepts. */
    static List<Problem> problems(ObjectNode machine) {
        var parser =
                new DefinitionParser(
                        (resource, parameters) ->
                                ServiceCatalog.problems(TaskResource.parse(resource)));
        try {
            parser.parse(Json.write(machine));
            return List.of();
        } catch (InvalidDefinitionException e) {
            return e.problems();
        }
    }
}

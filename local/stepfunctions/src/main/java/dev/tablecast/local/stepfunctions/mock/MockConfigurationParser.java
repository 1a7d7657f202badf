package dev.tablecast.local.stepfunctions.mock;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.local.stepfunctions.failure.Failure;
import dev.tablecast.local.stepfunctions.json.Json;
import dev.tablecast.local.stepfunctions.json.JsonLines;
import dev.tablecast.local.stepfunctions.mock.MockedResponse.Range;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Parses a mock configuration and reports every problem with its line and path. Unknown keys are
 * warnings only, because other tools may use keys of their own.
 */
final class MockConfigurationParser {
    private static final Pattern RANGE =
            Pattern.compile("(?<first>0|[1-9]\\d{0,5})(-(?<last>0|[1-9]\\d{0,5}))?");

    private final List<String> problems = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final JsonLines lines;

    MockConfigurationParser(JsonLines lines) {
        this.lines = lines;
    }

    List<String> problems() {
        return List.copyOf(problems);
    }

    /** Returns the unknown keys, each with its line and path. */
    List<String> warnings() {
        return List.copyOf(warnings);
    }

    Map<String, Map<String, TestCase>> parse(JsonNode json) {
        only(json, "", Set.of("StateMachines", "MockedResponses"));
        var responses = new LinkedHashMap<String, MockedResponse>();
        fields(json, "", "MockedResponses")
                .forEach((name, value) -> responses.put(name, response(name, value)));
        var machines = new LinkedHashMap<String, Map<String, TestCase>>();
        fields(json, "", "StateMachines")
                .forEach((name, value) -> machines.put(name, machine(name, value, responses)));
        return machines;
    }

    private Map<String, TestCase> machine(
            String name, JsonNode json, Map<String, MockedResponse> responses) {
        var location = "/StateMachines/" + name;
        only(json, location, Set.of("TestCases"));
        var testCases = new LinkedHashMap<String, TestCase>();
        fields(json, location, "TestCases")
                .forEach(
                        (testCase, states) ->
                                testCases.put(
                                        testCase,
                                        testCase(
                                                location + "/TestCases/" + testCase,
                                                states,
                                                responses)));
        return testCases;
    }

    private TestCase testCase(
            String location, JsonNode json, Map<String, MockedResponse> responses) {
        var states = new LinkedHashMap<String, MockedResponse>();
        for (var field : object(json, location).properties()) {
            var response = field.getValue().isTextual() ? field.getValue().textValue() : null;
            if (response != null && responses.containsKey(response)) {
                states.put(field.getKey(), responses.get(response));
            } else {
                problem(
                        location + "/" + field.getKey(),
                        field.getValue()
                                + " is not a mocked response; there are: "
                                + MockConfiguration.list(responses.keySet()));
            }
        }
        return new TestCase("line " + lines.line(location) + ", " + location, states);
    }

    private MockedResponse response(String name, JsonNode json) {
        var location = "/MockedResponses/" + name;
        var ranges = new ArrayList<Range>();
        for (var field : object(json, location).properties()) {
            var range = range(location + "/" + field.getKey(), field.getKey(), field.getValue());
            if (range != null) {
                ranges.add(range);
            }
        }
        ranges.sort(Comparator.comparingInt(Range::first));
        if (json.isObject() && ranges.size() == json.size()) {
            requireEachCallOnce(location, ranges);
        }
        return new MockedResponse(name, ranges);
    }

    private @Nullable Range range(String location, String key, JsonNode json) {
        var answer = answer(location, json);
        var matcher = RANGE.matcher(key);
        if (!matcher.matches()) {
            problem(location, "must be the number of a call, from 0, or a range such as 1-2");
            return null;
        }
        int first = Integer.parseInt(matcher.group("first"));
        var end = matcher.group("last");
        int last = end == null ? first : Integer.parseInt(end);
        if (last < first) {
            problem(location, "ends before it starts");
            return null;
        }
        return answer == null ? null : new Range(first, last, answer);
    }

    private void requireEachCallOnce(String location, List<Range> ranges) {
        int next = 0;
        for (var range : ranges) {
            if (range.first() < next) {
                problem(location + "/" + range, "overlaps with another range");
            } else if (range.first() > next) {
                problem(location + "/" + range, "leaves call " + next + " without an answer");
            }
            next = Math.max(next, range.last() + 1);
        }
        if (next == 0) {
            problem(location, "answers no call");
        }
    }

    private @Nullable MockedAnswer answer(String location, JsonNode json) {
        only(json, location, Set.of("Return", "Throw"));
        if (json.has("Return") == json.has("Throw")) {
            problem(location, "must have either \"Return\" or \"Throw\"");
            return null;
        }
        if (json.has("Return")) {
            return new MockedAnswer.Return(json.get("Return"));
        }
        var at = location + "/Throw";
        var failure = json.get("Throw");
        only(failure, at, Set.of("Error", "Cause"));
        var error = text(failure, at, "Error");
        if (error == null && failure.isObject() && !failure.has("Error")) {
            problem(at, "\"Error\" is missing");
        }
        return new MockedAnswer.Throw(new Failure(error, text(failure, at, "Cause")));
    }

    private @Nullable String text(JsonNode json, String location, String field) {
        var value = json.get(field);
        if (value == null || value.isTextual()) {
            return value == null ? null : value.textValue();
        }
        problem(location + "/" + field, "must be a string, not " + value);
        return null;
    }

    /** Returns the fields of a required object by name. */
    private Map<String, JsonNode> fields(JsonNode json, String location, String field) {
        var fields = new LinkedHashMap<String, JsonNode>();
        var value = json.get(field);
        if (value != null) {
            object(value, location + "/" + field)
                    .properties()
                    .forEach(entry -> fields.put(entry.getKey(), entry.getValue()));
        } else if (json.isObject()) {
            problem(location, "\"" + field + "\" is missing");
        }
        return fields;
    }

    /**
     * Reports a value that is not an object, and adds a warning for each unknown field of an
     * object.
     */
    private void only(JsonNode json, String location, Set<String> allowed) {
        for (var field : object(json, location).properties()) {
            if (!allowed.contains(field.getKey())) {
                note(
                        warnings,
                        location + "/" + field.getKey(),
                        "is ignored; there are: "
                                + MockConfiguration.list(allowed.stream().sorted().toList()));
            }
        }
    }

    private JsonNode object(JsonNode json, String location) {
        if (json.isObject()) {
            return json;
        }
        problem(location, "must be an object, not " + json);
        return Json.object();
    }

    private void problem(String location, String message) {
        note(problems, location, message);
    }

    private void note(List<String> notes, String location, String message) {
        var note =
                "line "
                        + lines.line(location)
                        + ", "
                        + (location.isEmpty() ? "/" : location)
                        + ": "
                        + message;
        if (!notes.contains(note)) {
            notes.add(note);
        }
    }
}

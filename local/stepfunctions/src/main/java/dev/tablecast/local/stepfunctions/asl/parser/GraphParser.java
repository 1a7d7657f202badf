package dev.tablecast.local.stepfunctions.asl.parser;

import static dev.tablecast.local.stepfunctions.asl.parser.Problem.Code.DUPLICATE_STATE_NAME;
import static dev.tablecast.local.stepfunctions.asl.parser.Problem.Code.MISSING_END_STATE;
import static dev.tablecast.local.stepfunctions.asl.parser.Problem.Code.MISSING_TRANSITION_TARGET;

import dev.tablecast.local.stepfunctions.asl.State;
import dev.tablecast.local.stepfunctions.asl.StateGraph;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Parses {@code StartAt} and {@code States}. Checks that every transition names a state, that every
 * state is reachable, and that some state ends the graph.
 */
final class GraphParser {
    private static final int LONGEST_NAME = 80;

    private final Fields owner;
    private final Parsing parsing;
    private final Map<String, State> states = new LinkedHashMap<>();
    private final Map<String, Exits> exits = new LinkedHashMap<>();

    private GraphParser(Fields owner, Parsing parsing) {
        this.owner = owner;
        this.parsing = parsing;
    }

    /** Parses a graph. Returns null if it is invalid, after reporting its problems. */
    static @Nullable StateGraph parse(Fields owner, Parsing parsing) {
        return new GraphParser(owner, parsing).parse();
    }

    private @Nullable StateGraph parse() {
        var missing = Stream.of("States", "StartAt").filter(field -> !owner.has(field)).toList();
        if (!missing.isEmpty()) {
            owner.missing(missing);
        }
        var startAt = Objects.requireNonNullElse(owner.text("StartAt"), "");
        var fields = owner.object("States");
        if (fields == null) {
            return null;
        }
        if (fields.json().isEmpty()) {
            parsing.problems().schema(owner.location(), "\"States\" must have at least one state");
            return null;
        }
        for (var state : fields.json().properties()) {
            parseState(
                    state.getKey(),
                    Fields.of(state.getValue(), fields.at(state.getKey()), parsing.problems()));
        }
        checkTransitions(startAt);
        return states.containsKey(startAt) ? new StateGraph(startAt, states) : null;
    }

    private void parseState(String name, Fields fields) {
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            parsing.problems()
                    .schema(fields.location(), "a state's name must have 1 to 80 characters");
        }
        if (!parsing.stateNames().add(name)) {
            parsing.problems()
                    .add(
                            DUPLICATE_STATE_NAME,
                            fields.location(),
                            "this state machine has another state \"" + name + "\"");
        }
        var leading = new Exits();
        exits.put(name, leading);
        var state = new StateParser(name, fields, parsing, leading).parse();
        if (state != null) {
            states.put(name, state);
        }
    }

    private void checkTransitions(String startAt) {
        var names = exits.keySet();
        if (owner.has("StartAt") && !names.contains(startAt)) {
            missingTarget(owner.at("StartAt"), startAt, names);
        }
        exits.values()
                .forEach(
                        exit ->
                                exit.targets()
                                        .forEach(
                                                (at, target) -> {
                                                    if (!names.contains(target)) {
                                                        missingTarget(at, target, names);
                                                    }
                                                }));
        if (exits.values().stream().noneMatch(Exits::isEnd)) {
            parsing.problems()
                    .add(
                            MISSING_END_STATE,
                            owner.at("States"),
                            "no state ends it: there is no Succeed or Fail state and no \"End\":"
                                    + " true");
        }
        if (names.contains(startAt)) {
            reportUnreachable(startAt);
        }
    }

    private void missingTarget(String location, String target, Set<String> names) {
        parsing.problems()
                .add(
                        MISSING_TRANSITION_TARGET,
                        location,
                        "Missing '"
                                + location.substring(location.lastIndexOf('/') + 1)
                                + "' target: "
                                + target
                                + "; there are: "
                                + String.join(", ", names));
    }

    private void reportUnreachable(String startAt) {
        var reached = new LinkedHashSet<String>();
        var open = new ArrayDeque<String>();
        open.add(startAt);
        while (!open.isEmpty()) {
            var name = open.remove();
            var exit = exits.get(name);
            if (exit != null && reached.add(name)) {
                open.addAll(exit.targets().values());
            }
        }
        for (var name : exits.keySet()) {
            if (!reached.contains(name)) {
                parsing.problems()
                        .add(
                                MISSING_TRANSITION_TARGET,
                                owner.at("States") + "/" + name,
                                "State \"" + name + "\" is not reachable.");
            }
        }
    }
}

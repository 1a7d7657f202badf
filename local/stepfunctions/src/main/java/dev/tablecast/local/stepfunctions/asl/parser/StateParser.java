package dev.tablecast.local.stepfunctions.asl.parser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tablecast.local.stepfunctions.asl.Amount;
import dev.tablecast.local.stepfunctions.asl.ErrorHandling;
import dev.tablecast.local.stepfunctions.asl.State;
import dev.tablecast.local.stepfunctions.asl.StateGraph;
import dev.tablecast.local.stepfunctions.asl.TaskTimeout;
import dev.tablecast.local.stepfunctions.asl.Transition;
import dev.tablecast.local.stepfunctions.asl.WorkflowType;
import dev.tablecast.local.stepfunctions.json.Json;
import dev.tablecast.local.stepfunctions.jsonata.JsonataExpression;
import dev.tablecast.local.stepfunctions.path.PayloadTemplate;
import dev.tablecast.local.stepfunctions.resource.TaskResource;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Parses one state of any type.
 *
 * <p>Each type of state has a method here; a Map has a parser of its own.
 */
final class StateParser {
    private static final int LONGEST_SECONDS = DefinitionParser.LONGEST_SECONDS;

    private final String name;
    private final Fields fields;
    private final Parsing parsing;
    private final Exits exits;
    private final StateData data;

    StateParser(String name, Fields fields, Parsing parsing, Exits exits) {
        this.name = name;
        this.fields = fields;
        this.parsing = parsing;
        this.exits = exits;
        this.data =
                switch (QueryLanguage.ofState(fields, parsing.language())) {
                    case JSON_PATH -> new PathData(fields, parsing);
                    case JSONATA -> new QueryData(fields, parsing);
                };
    }

    /** Parses the state. Returns null if it is invalid, after reporting its problems. */
    @Nullable State parse() {
        var type = fields.requiredText("Type");
        fields.ignore("Comment");
        State state =
                switch (type) {
                    case "Pass" -> pass();
                    case "Task" -> task();
                    case "Choice" -> choice();
                    case "Wait" -> waiting();
                    case "Parallel" -> parallel();
                    case "Map" -> map();
                    case "Succeed" -> succeed();
                    case "Fail" -> fail();
                    default -> unknown(type);
                };
        if (state != null) {
            fields.nothingElse("a " + type + " state");
        }
        return state;
    }

    private @Nullable State unknown(String type) {
        if (!type.isEmpty()) {
            fields.problem(
                    "Type",
                    "\""
                            + type
                            + "\" is not a type of state; there are: Pass, Task, Choice, Wait,"
                            + " Parallel, Map, Succeed, Fail");
        }
        // Its transitions are unknown, so a missing end must not be reported as well.
        exits.addEnd();
        return null;
    }

    private State pass() {
        var result = data.parameters().equals("Parameters") ? fields.take("Result") : null;
        return new State.Pass(name, data.ofPass(), result, transition());
    }

    private State task() {
        var resource = fields.requiredText("Resource");
        var timeout =
                new TaskTimeout(
                        data.amount(fields, "TimeoutSeconds", 1, LONGEST_SECONDS),
                        data.amount(fields, "HeartbeatSeconds", 1, LONGEST_SECONDS));
        if (timeout.seconds() instanceof Amount.Fixed(int seconds)
                && timeout.heartbeatSeconds() instanceof Amount.Fixed(int heartbeat)
                && heartbeat >= seconds) {
            fields.problem("HeartbeatSeconds", "must be smaller than \"TimeoutSeconds\"");
        }
        var flow = data.withResult(true);
        var credentials = credentials();
        var parsed = TaskResource.parse(resource);
        if (!resource.isEmpty()) {
            checkResource(parsed);
        }
        return new State.Task(name, flow, parsed, credentials, timeout, errors(), transition());
    }

    private @Nullable PayloadTemplate credentials() {
        var credentials = fields.object("Credentials");
        if (credentials == null) {
            return null;
        }
        credentials.ignore("RoleArn", "RoleArn.$");
        credentials.nothingElse("Credentials");
        if (credentials.has("RoleArn") == credentials.has("RoleArn.$")) {
            credentials.problem("needs either \"RoleArn\" or \"RoleArn.$\"");
        }
        return data.template(fields, "Credentials");
    }

    private void checkResource(TaskResource resource) {
        if (parsing.type() == WorkflowType.EXPRESS && resource.isAwaited()) {
            fields.problem(
                    "Resource",
                    resource instanceof TaskResource.Activity
                            ? "Express state machine does not support Activity ARN"
                            : "Express state machine does not support '"
                                    + resource.pattern().suffix().replace(":2", "")
                                    + "' service integration");
            return;
        }
        parsing.resources()
                .problems(resource.text(), writtenParameters())
                .forEach(problem -> fields.problem("Resource", problem));
    }

    /**
     * Returns the parameters of the call as in the definition; a missing node if an expression
     * computes them as a whole.
     */
    private JsonNode writtenParameters() {
        var parameters = fields.json().get(data.parameters());
        if (parameters != null
                && parameters.isTextual()
                && JsonataExpression.isMeant(parameters.textValue())) {
            return MissingNode.getInstance();
        }
        return parameters instanceof ObjectNode ? parameters : Json.object();
    }

    private State choice() {
        var flow = data.passing();
        var alternatives = new ArrayList<State.Choice.Alternative>();
        for (var rule : fields.objects("Choices")) {
            var next = exits.requireNext(rule);
            var ofRule = data.ofRule(rule);
            var condition = data.condition(rule);
            if (condition != null) {
                alternatives.add(new State.Choice.Alternative(condition, next, ofRule));
            }
        }
        if (!fields.has("Choices") || fields.json().get("Choices").isEmpty()) {
            parsing.problems().schema(fields.location(), "\"Choices\" must have at least one rule");
        }
        var otherwise = fields.text("Default");
        if (otherwise != null) {
            exits.add(fields.at("Default"), otherwise);
        }
        return new State.Choice(name, flow, alternatives, otherwise);
    }

    private State waiting() {
        return new State.Wait(name, data.passing(), data.pause(), transition());
    }

    private State parallel() {
        var branches = new ArrayList<StateGraph>();
        for (var branch : fields.objects("Branches")) {
            branch.ignore("Comment");
            var graph = GraphParser.parse(branch, parsing.nested());
            branch.nothingElse("a branch");
            if (graph != null) {
                branches.add(graph);
            }
        }
        if (!fields.has("Branches") || fields.json().get("Branches").isEmpty()) {
            parsing.problems()
                    .schema(fields.location(), "\"Branches\" must have at least one branch");
        }
        return new State.Parallel(name, data.withResult(true), branches, errors(), transition());
    }

    private @Nullable State map() {
        return new MapParser(name, fields, parsing, this, data).parse();
    }

    private State succeed() {
        exits.addEnd();
        return new State.Succeed(name, data.ofSucceed());
    }

    private State fail() {
        exits.addEnd();
        return new State.Fail(name, data.text("Error"), data.text("Cause"));
    }

    ErrorHandling errors() {
        return new ErrorHandlingParser(fields, exits, data).parse();
    }

    Transition transition() {
        var next = fields.text("Next");
        boolean end = fields.flag("End");
        if (end) {
            exits.addEnd();
        }
        if (next != null) {
            exits.add(fields.at("Next"), next);
        }
        if ((next != null) == end) {
            parsing.problems()
                    .schema(
                            fields.location(),
                            "must have either \"Next\" or \"End\": true, and not both");
        }
        return next == null ? Transition.END : new Transition.Next(next);
    }
}

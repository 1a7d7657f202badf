package dev.tablecast.local.stepfunctions.asl;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tablecast.local.stepfunctions.json.Json;
import dev.tablecast.local.stepfunctions.path.Expression;
import dev.tablecast.local.stepfunctions.path.Filter;
import dev.tablecast.local.stepfunctions.path.Path;
import dev.tablecast.local.stepfunctions.path.PayloadTemplate;
import dev.tablecast.local.stepfunctions.path.PayloadTemplateParser;
import dev.tablecast.local.stepfunctions.path.ReferencePath;
import dev.tablecast.local.stepfunctions.path.ResultPath;
import dev.tablecast.local.stepfunctions.path.Variables;
import dev.tablecast.local.stepfunctions.resource.TaskResource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Parses one state of any kind.
 *
 * <p>A method for each kind, then what several kinds share; kinds that need more have a parser of
 * their own.
 */
final class StateParser {
    private static final int LONGEST_SECONDS = DefinitionParser.LONGEST_SECONDS;

    private final String name;
    private final Fields fields;
    private final Parsing parsing;
    private final Exits exits;

    StateParser(String name, Fields fields, Parsing parsing, Exits exits) {
        this.name = name;
        this.fields = fields;
        this.parsing = parsing;
        this.exits = exits;
    }

    /** The state; null where it can't be made, the reason having been noted. */
    @Nullable State parse() {
        var type = fields.requiredText("Type");
        fields.ignore("Comment");
        DefinitionParser.refuseJsonata(fields);
        for (var jsonata : List.of("Arguments", "Output", "Items")) {
            if (fields.has(jsonata)) {
                fields.refuse(
                        jsonata,
                        "belongs to JSONata, which runs on AWS only; JSONPath has Parameters,"
                                + " ResultSelector, OutputPath and ItemsPath");
            }
        }
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
                            + "\" is no kind of state; there are: Pass, Task, Choice, Wait,"
                            + " Parallel, Map, Succeed, Fail");
        }
        // Where it may lead isn't known, so it must not look like a dead end too.
        exits.addEnd();
        return null;
    }

    private State pass() {
        var data =
                new DataFlow(
                        filter("InputPath"),
                        template("Parameters"),
                        null,
                        resultPath(fields),
                        filter("OutputPath"),
                        assign(fields, parsing));
        return new State.Pass(name, data, fields.take("Result"), transition());
    }

    private State task() {
        var resource = fields.requiredText("Resource");
        var timeout =
                new TaskTimeout(
                        amount("TimeoutSeconds", 1, LONGEST_SECONDS),
                        amount("HeartbeatSeconds", 1, LONGEST_SECONDS));
        if (timeout.seconds() instanceof Amount.Fixed(int seconds)
                && timeout.heartbeatSeconds() instanceof Amount.Fixed(int heartbeat)
                && heartbeat >= seconds) {
            fields.problem("HeartbeatSeconds", "must be smaller than \"TimeoutSeconds\"");
        }
        var data = fullDataFlow("Parameters");
        var credentials = credentials();
        var parsed = TaskResource.parse(resource);
        if (!resource.isEmpty()) {
            checkResource(parsed);
        }
        return new State.Task(name, data, parsed, credentials, timeout, errors(), transition());
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
        return template("Credentials");
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
        var parameters = fields.json().get("Parameters");
        parsing.resources()
                .problems(
                        resource.text(),
                        parameters instanceof ObjectNode ? parameters : Json.object())
                .forEach(problem -> fields.problem("Resource", problem));
    }

    private State choice() {
        var alternatives = new ArrayList<State.Choice.Alternative>();
        for (var rule : fields.objects("Choices")) {
            var next = exits.requireNext(rule);
            var assign = assign(rule, parsing);
            var parsed = ChoiceRuleParser.parse(rule);
            if (parsed != null) {
                alternatives.add(new State.Choice.Alternative(parsed, next, assign));
            }
        }
        if (!fields.has("Choices") || fields.json().get("Choices").isEmpty()) {
            parsing.problems().schema(fields.location(), "\"Choices\" must have at least one rule");
        }
        var otherwise = fields.text("Default");
        if (otherwise != null) {
            exits.add(fields.at("Default"), otherwise);
        }
        return new State.Choice(
                name,
                filter("InputPath"),
                filter("OutputPath"),
                alternatives,
                otherwise,
                assign(fields, parsing));
    }

    private State waiting() {
        var pause = new PauseParser(fields, this).parse();
        return new State.Wait(
                name,
                filter("InputPath"),
                filter("OutputPath"),
                pause,
                assign(fields, parsing),
                transition());
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
        return new State.Parallel(
                name, fullDataFlow("Parameters"), branches, errors(), transition());
    }

    private @Nullable State map() {
        return new MapParser(name, fields, parsing, this).parse();
    }

    private State succeed() {
        exits.addEnd();
        return new State.Succeed(name, filter("InputPath"), filter("OutputPath"));
    }

    private State fail() {
        exits.addEnd();
        return new State.Fail(name, reason("Error"), reason("Cause"));
    }

    private @Nullable Text reason(String field) {
        var fixed = fields.text(field);
        var computed = fields.parsed(field + "Path", Expression::parse);
        if (fixed != null && computed != null) {
            fields.problem(field, "excludes \"" + field + "Path\"");
        }
        if (computed != null) {
            return new Text.Computed(field + "Path", computed);
        }
        return fixed == null ? null : new Text.Fixed(fixed);
    }

    DataFlow fullDataFlow(@Nullable String parameters) {
        return new DataFlow(
                filter("InputPath"),
                parameters == null ? null : template(parameters),
                template("ResultSelector"),
                resultPath(fields),
                filter("OutputPath"),
                assign(fields, parsing));
    }

    ErrorHandling errors() {
        return new ErrorHandlingParser(fields, exits, parsing).parse();
    }

    Filter filter(String field) {
        var value = fields.take(field);
        if (value != null && value.isNull()) {
            return Filter.NOTHING;
        }
        var path = fields.parsed(field, Path::parse);
        return path == null ? Filter.ALL : new Filter(path);
    }

    static ResultPath resultPath(Fields fields) {
        var value = fields.take("ResultPath");
        if (value != null && value.isNull()) {
            return ResultPath.DISCARD;
        }
        var place = fields.parsed("ResultPath", ReferencePath::parse);
        return place == null ? ResultPath.REPLACE : new ResultPath(place);
    }

    /** The variables that a state, a rule or a catcher assigns; null for none. */
    static @Nullable PayloadTemplate assign(Fields fields, Parsing parsing) {
        var value = fields.take("Assign");
        if (value == null) {
            return null;
        }
        if (!value.isObject()) {
            fields.problem("Assign", "must be an object, not " + value);
            return null;
        }
        for (var field : value.properties()) {
            var name = field.getKey().replaceAll("\\.\\$$", "");
            if (Variables.isName(name)) {
                parsing.variables().assign(name, fields.at("Assign"));
            } else {
                fields.problem(
                        "Assign",
                        "\""
                                + name
                                + "\" is no name of a variable: it must have 1 to 80 letters,"
                                + " digits and underscores, not begin with a digit and not be"
                                + " states");
            }
        }
        return new PayloadTemplateParser(problem -> fields.problem("Assign", problem)).parse(value);
    }

    @Nullable PayloadTemplate template(String field) {
        var value = fields.take(field);
        if (value == null) {
            return null;
        }
        // The specification wants an object; the service takes any JSON as Parameters.
        if (!value.isObject() && !field.equals("Parameters")) {
            fields.problem(field, "must be an object, not " + value);
        }
        return new PayloadTemplateParser(problem -> fields.problem(field, problem)).parse(value);
    }

    @Nullable Amount amount(String field, int least, int most) {
        return amount(fields, field, least, most);
    }

    /** The field or its {@code ...Path} variant; null where there is neither. */
    static @Nullable Amount amount(Fields fields, String field, int least, int most) {
        var fixed = fields.wholeNumber(field, least, most);
        var path = fields.parsed(field + "Path", Path::parse);
        if (fixed != null && path != null) {
            fields.problem(field, "excludes \"" + field + "Path\"");
        }
        if (path != null) {
            return new Amount.At(field + "Path", path, least, most);
        }
        return fixed == null ? null : new Amount.Fixed(fixed);
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

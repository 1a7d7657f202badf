package dev.tablecast.local.stepfunctions.asl.parser;

import dev.tablecast.local.stepfunctions.asl.Amount;
import dev.tablecast.local.stepfunctions.asl.DataFlow;
import dev.tablecast.local.stepfunctions.asl.DistributedMap.Percentage;
import dev.tablecast.local.stepfunctions.asl.Items;
import dev.tablecast.local.stepfunctions.asl.Pause;
import dev.tablecast.local.stepfunctions.asl.Text;
import dev.tablecast.local.stepfunctions.asl.choice.ChoiceRule;
import dev.tablecast.local.stepfunctions.path.Expression;
import dev.tablecast.local.stepfunctions.path.Filter;
import dev.tablecast.local.stepfunctions.path.Path;
import dev.tablecast.local.stepfunctions.path.PayloadTemplate;
import dev.tablecast.local.stepfunctions.path.PayloadTemplateParser;
import dev.tablecast.local.stepfunctions.path.ReferencePath;
import dev.tablecast.local.stepfunctions.path.ResultPath;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Parses the data processing fields of a JSONPath state.
 *
 * @see <a href="https://states-language.net/spec.html#filters">ASL, Input and Output Processing</a>
 */
final class PathData implements StateData {
    /** Fields that only JSONata states have. */
    private static final List<String> OF_JSONATA = List.of("Arguments", "Output", "Items");

    private final Fields fields;
    private final Parsing parsing;

    PathData(Fields fields, Parsing parsing) {
        this.fields = fields;
        this.parsing = parsing;
        QueryLanguage.JSON_PATH.refuse(fields, OF_JSONATA);
    }

    @Override
    public DataFlow passing() {
        return passing(assign(fields));
    }

    private DataFlow passing(@Nullable PayloadTemplate assign) {
        return new DataFlow.Paths(
                filter("InputPath"), null, null, ResultPath.REPLACE, filter("OutputPath"), assign);
    }

    @Override
    public DataFlow ofSucceed() {
        return passing(null);
    }

    @Override
    public DataFlow ofPass() {
        return new DataFlow.Paths(
                filter("InputPath"),
                template(fields, "Parameters"),
                null,
                resultPath(fields),
                filter("OutputPath"),
                assign(fields));
    }

    @Override
    public DataFlow withResult(boolean arguments) {
        return new DataFlow.Paths(
                filter("InputPath"),
                arguments ? template(fields, "Parameters") : null,
                template(fields, "ResultSelector"),
                resultPath(fields),
                filter("OutputPath"),
                assign(fields));
    }

    @Override
    public DataFlow ofRule(Fields rule) {
        QueryLanguage.JSON_PATH.refuse(rule, List.of("Output"));
        return passing(assign(rule));
    }

    @Override
    public DataFlow ofCatcher(Fields catcher) {
        QueryLanguage.JSON_PATH.refuse(catcher, List.of("Output"));
        return new DataFlow.Paths(
                Filter.ALL, null, null, resultPath(catcher), Filter.ALL, assign(catcher));
    }

    @Override
    public @Nullable ChoiceRule condition(Fields rule) {
        return ChoiceRuleParser.parse(rule);
    }

    @Override
    public Items items() {
        var items = filter("ItemsPath");
        if (items.path() == null) {
            fields.problem("ItemsPath", "must be a path, not null");
        }
        return new Items.At(items);
    }

    @Override
    public String parameters() {
        return "Parameters";
    }

    private Filter filter(String field) {
        var value = fields.take(field);
        if (value != null && value.isNull()) {
            return Filter.NOTHING;
        }
        var path = fields.parsed(field, Path::parse);
        return path == null ? Filter.ALL : new Filter(path);
    }

    private static ResultPath resultPath(Fields owner) {
        var value = owner.take("ResultPath");
        if (value != null && value.isNull()) {
            return ResultPath.DISCARD;
        }
        var place = owner.parsed("ResultPath", ReferencePath::parse);
        return place == null ? ResultPath.REPLACE : new ResultPath(place);
    }

    private @Nullable PayloadTemplate assign(Fields owner) {
        var value = parsing.assigned(owner, name -> name.replaceAll("\\.\\$$", ""));
        return value == null
                ? null
                : new PayloadTemplateParser(problem -> owner.problem("Assign", problem))
                        .parse(value);
    }

    @Override
    public @Nullable PayloadTemplate template(Fields owner, String field) {
        var value = owner.take(field);
        if (value == null) {
            return null;
        }
        // The specification wants an object; the service takes any JSON as Parameters of a state.
        if (!value.isObject() && !(field.equals("Parameters") && owner == fields)) {
            owner.problem(field, "must be an object, not " + value);
        }
        return new PayloadTemplateParser(problem -> owner.problem(field, problem)).parse(value);
    }

    @Override
    public @Nullable Amount amount(Fields owner, String field, int least, int most) {
        var fixed = owner.wholeNumber(field, least, most);
        var path = owner.parsed(field + "Path", Path::parse);
        if (fixed != null && path != null) {
            owner.problem(field, "can't be combined with \"" + field + "Path\"");
        }
        if (path != null) {
            return new Amount.At(field + "Path", path, least, most);
        }
        return fixed == null ? null : new Amount.Fixed(fixed);
    }

    @Override
    public @Nullable Percentage percentage(String field) {
        var fixed = fields.percentage(field);
        var path = fields.parsed(field + "Path", Path::parse);
        if (fixed != null && path != null) {
            fields.problem(field, "can't be combined with \"" + field + "Path\"");
        }
        if (path != null) {
            return new Percentage.At(field + "Path", path);
        }
        return fixed == null ? null : new Percentage.Fixed(fixed);
    }

    @Override
    public @Nullable Text text(String field) {
        var fixed = fields.text(field);
        var computed = fields.parsed(field + "Path", Expression::parse);
        if (fixed != null && computed != null) {
            fields.problem(field, "can't be combined with \"" + field + "Path\"");
        }
        if (computed != null) {
            return new Text.Computed(field + "Path", computed);
        }
        return fixed == null ? null : new Text.Fixed(fixed);
    }

    @Override
    public Pause pause() {
        var parser = new PauseParser(fields, List.of("SecondsPath", "TimestampPath"));
        var seconds = amount(fields, "Seconds", 0, DefinitionParser.LONGEST_SECONDS);
        var timestamp = parser.timestamp();
        var path = fields.parsed("TimestampPath", Path::parse);
        if (timestamp != null) {
            return new Pause.Until(timestamp);
        }
        if (path != null) {
            return new Pause.UntilAt(path);
        }
        return new Pause.For(seconds == null ? new Amount.Fixed(0) : seconds);
    }
}

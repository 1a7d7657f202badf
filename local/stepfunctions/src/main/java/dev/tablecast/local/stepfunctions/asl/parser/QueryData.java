package dev.tablecast.local.stepfunctions.asl.parser;

import dev.tablecast.local.stepfunctions.asl.Amount;
import dev.tablecast.local.stepfunctions.asl.DataFlow;
import dev.tablecast.local.stepfunctions.asl.DistributedMap.Percentage;
import dev.tablecast.local.stepfunctions.asl.Items;
import dev.tablecast.local.stepfunctions.asl.Pause;
import dev.tablecast.local.stepfunctions.asl.Text;
import dev.tablecast.local.stepfunctions.asl.choice.ChoiceRule;
import dev.tablecast.local.stepfunctions.jsonata.InvalidJsonataException;
import dev.tablecast.local.stepfunctions.jsonata.JsonataExpression;
import dev.tablecast.local.stepfunctions.jsonata.JsonataTemplateParser;
import dev.tablecast.local.stepfunctions.jsonata.StatesField;
import dev.tablecast.local.stepfunctions.path.PayloadTemplate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Parses the data processing fields of a JSONata state.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html">Transforming
 *     data with JSONata</a>
 */
final class QueryData implements StateData {
    /** Fields that only JSONPath states have. */
    private static final List<String> OF_JSON_PATH =
            List.of(
                    "InputPath",
                    "Parameters",
                    "Result",
                    "ResultSelector",
                    "ResultPath",
                    "OutputPath",
                    "ItemsPath",
                    "SecondsPath",
                    "TimestampPath",
                    "TimeoutSecondsPath",
                    "HeartbeatSecondsPath",
                    "MaxConcurrencyPath",
                    "ToleratedFailureCountPath",
                    "ToleratedFailurePercentagePath",
                    "MaxItemsPath",
                    "MaxItemsPerBatchPath",
                    "MaxInputBytesPerBatchPath",
                    "ErrorPath",
                    "CausePath",
                    "Variable");

    private final Fields fields;
    private final Parsing parsing;

    QueryData(Fields fields, Parsing parsing) {
        this.fields = fields;
        this.parsing = parsing;
        refuseOther(fields);
    }

    private static void refuseOther(Fields owner) {
        QueryLanguage.JSONATA.refuse(owner, OF_JSON_PATH);
    }

    @Override
    public DataFlow passing() {
        return flow(fields, null, StatesField.ALWAYS, null);
    }

    @Override
    public DataFlow ofPass() {
        return passing();
    }

    @Override
    public DataFlow ofSucceed() {
        return new DataFlow.Query(null, template(fields, "Output"), null, null);
    }

    @Override
    public DataFlow withResult(boolean arguments) {
        return flow(
                fields,
                arguments ? template(fields, "Arguments") : null,
                StatesField.WITH_RESULT,
                StatesField.RESULT);
    }

    @Override
    public DataFlow ofRule(Fields rule) {
        return flow(rule, null, StatesField.ALWAYS, null);
    }

    @Override
    public DataFlow ofCatcher(Fields catcher) {
        refuseOther(catcher);
        return flow(catcher, null, StatesField.WITH_ERROR, StatesField.ERROR_OUTPUT);
    }

    private DataFlow flow(
            Fields owner,
            @Nullable PayloadTemplate arguments,
            Set<StatesField> readable,
            @Nullable StatesField result) {
        var output = template(owner, "Output", readable);
        var assigned = parsing.assigned(owner, name -> name);
        var assign = assigned == null ? null : template(owner, "Assign", readable);
        return new DataFlow.Query(arguments, output, assign, result);
    }

    @Override
    public @Nullable ChoiceRule condition(Fields rule) {
        rule.ignore("Comment");
        refuseOther(rule);
        var value = rule.take("Condition");
        if (value == null) {
            rule.missing(List.of("Condition"));
            return null;
        }
        var expression = expression(rule, "Condition");
        if (expression == null && !value.isBoolean()) {
            if (!value.isTextual() || !JsonataExpression.isMeant(value.textValue())) {
                rule.problem("Condition", "must be true, false or an expression, not " + value);
            }
            return null;
        }
        rule.nothingElse("a choice rule");
        return expression == null
                ? new ChoiceRule.Constant(value.booleanValue())
                : new ChoiceRule.Condition(expression);
    }

    @Override
    public Items items() {
        var value = fields.take("Items");
        if (value == null) {
            return new Items.Input();
        }
        var expression = expression(fields, "Items");
        if (expression != null) {
            return new Items.Query(expression);
        }
        if (!value.isContainerNode()
                && !(value.isTextual() && JsonataExpression.isMeant(value.textValue()))) {
            fields.problem("Items", "must be an array, an object or an expression, not " + value);
        }
        var template = template(fields, "Items");
        return template == null ? new Items.Input() : new Items.Written(template);
    }

    @Override
    public String parameters() {
        return "Arguments";
    }

    @Override
    public @Nullable PayloadTemplate template(Fields owner, String field) {
        if (owner != fields) {
            refuseOther(owner);
        }
        return template(owner, field, StatesField.ALWAYS);
    }

    private @Nullable PayloadTemplate template(
            Fields owner, String field, Set<StatesField> readable) {
        var value = owner.take(field);
        return value == null
                ? null
                : new JsonataTemplateParser(readable, this::note).parse(path(owner, field), value);
    }

    /** Returns the path of a field within the state, such as {@code Choices[0]/Condition}. */
    private String path(Fields owner, String field) {
        return owner.at(field).substring(fields.location().length() + 1);
    }

    private void note(String path, InvalidJsonataException mistake) {
        parsing.problems()
                .add(
                        mistake.isUnsupported()
                                ? Problem.Code.UNSUPPORTED_JSONATA_EXPRESSION
                                : Problem.Code.INVALID_JSONATA_EXPRESSION,
                        fields.at(path),
                        String.valueOf(mistake.getMessage()));
    }

    /**
     * Parses the expression in a field. Returns null if the field has none, or an invalid one that
     * is reported.
     */
    private @Nullable JsonataExpression expression(Fields owner, String field) {
        var value = owner.take(field);
        if (value == null || !value.isTextual() || !JsonataExpression.isMeant(value.textValue())) {
            return null;
        }
        try {
            return JsonataExpression.parse(
                    path(owner, field), value.textValue(), StatesField.ALWAYS);
        } catch (InvalidJsonataException e) {
            note(path(owner, field), e);
            return null;
        }
    }

    private static boolean isExpression(Fields owner, String field) {
        var value = owner.take(field);
        return value != null && value.isTextual() && JsonataExpression.isMeant(value.textValue());
    }

    @Override
    public @Nullable Amount amount(Fields owner, String field, int least, int most) {
        if (!isExpression(owner, field)) {
            var fixed = owner.wholeNumber(field, least, most);
            return fixed == null ? null : new Amount.Fixed(fixed);
        }
        var expression = expression(owner, field);
        return expression == null ? null : new Amount.Query(expression, least, most);
    }

    @Override
    public @Nullable Percentage percentage(String field) {
        if (!isExpression(fields, field)) {
            var fixed = fields.percentage(field);
            return fixed == null ? null : new Percentage.Fixed(fixed);
        }
        var expression = expression(fields, field);
        return expression == null ? null : new Percentage.Query(expression);
    }

    @Override
    public @Nullable Text text(String field) {
        if (!isExpression(fields, field)) {
            var fixed = fields.text(field);
            return fixed == null ? null : new Text.Fixed(fixed);
        }
        var expression = expression(fields, field);
        return expression == null ? null : new Text.Query(expression);
    }

    @Override
    public Pause pause() {
        var parser = new PauseParser(fields, List.of());
        var seconds = amount(fields, "Seconds", 0, DefinitionParser.LONGEST_SECONDS);
        if (isExpression(fields, "Timestamp")) {
            var expression = expression(fields, "Timestamp");
            return expression == null
                    ? new Pause.For(new Amount.Fixed(0))
                    : new Pause.UntilQuery(expression);
        }
        var timestamp = parser.timestamp();
        if (timestamp != null) {
            return new Pause.Until(timestamp);
        }
        return new Pause.For(seconds == null ? new Amount.Fixed(0) : seconds);
    }
}

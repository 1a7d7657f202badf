package dev.tablecast.functions.expression;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Writes a condition so that two have the same text only if they are the same tree: placeholders
 * are resolved, and neither spaces nor redundant parentheses matter.
 *
 * <p>Every text is preceded by its length, so that none can pass for something else.
 */
final class Canonical {
    private final StringBuilder written = new StringBuilder();

    private Canonical() {}

    static String text(Condition condition) {
        var canonical = new Canonical();
        canonical.write(condition);
        return canonical.written.toString();
    }

    private void write(Condition condition) {
        switch (condition) {
            case Condition.And and -> conditions("and", and.parts());
            case Condition.Or or -> conditions("or", or.parts());
            case Condition.Not not -> conditions("not", List.of(not.part()));
            case Condition.Comparison comparison ->
                    operands(comparison.comparator().sign, comparison.left(), comparison.right());
            case Condition.Between between ->
                    operands("between", between.value(), between.lower(), between.upper());
            case Condition.In in -> {
                operands("in", in.value());
                values(in.values().stream());
                operands("or", in.others().toArray(Operand[]::new));
            }
            case Condition.Exists exists -> operands("exists", exists.document());
            case Condition.NotExists missing -> operands("missing", missing.document());
            case Condition.TypeIs type -> operands("type", type.value(), type.type());
            case Condition.BeginsWith begins -> operands("begins", begins.value(), begins.prefix());
            case Condition.Contains contains ->
                    operands("contains", contains.value(), contains.part());
        }
    }

    private void conditions(String operator, List<Condition> parts) {
        written.append(operator).append('(');
        parts.forEach(this::write);
        written.append(')');
    }

    private void operands(String operator, Operand... operands) {
        written.append(operator).append('(');
        for (Operand operand : operands) {
            switch (operand) {
                case Operand.Document document -> write(document.path());
                case Operand.Literal literal -> write(literal.value());
                case Operand.Claim claim -> text("claim", claim.name());
                case Operand.Size size -> operands("size", size.of());
            }
        }
        written.append(')');
    }

    private void write(Path path) {
        text("path", path.attribute());
        for (Path.Step step : path.steps()) {
            switch (step) {
                case Path.Step.Field field -> text(".", field.name());
                case Path.Step.Element element -> written.append('[').append(element.index());
            }
        }
    }

    private void text(String kind, String text) {
        written.append(kind).append(text.length()).append(':').append(text);
    }

    private void write(Value value) {
        written.append(value.type());
        switch (value) {
            case Value.Text text -> text("", text.text());
            case Value.Numeric number -> text("", number.amount().stripTrailingZeros().toString());
            case Value.Binary binary -> text("", binary.base64());
            case Value.Bool bool -> written.append(bool.value());
            case Value.Null ignored -> {}
            case Value.Items items -> {
                written.append('(');
                items.values().forEach(this::write);
                written.append(')');
            }
            case Value.Members members -> values(members.values().stream());
            case Value.Fields fields -> write(fields.values());
        }
    }

    private void write(Map<String, Value> fields) {
        written.append('(');
        new TreeMap<>(fields)
                .forEach(
                        (name, value) -> {
                            text("", name);
                            write(value);
                        });
        written.append(')');
    }

    /** Writes values whose order doesn't matter. */
    private void values(Stream<Value> values) {
        written.append('(');
        values.map(Canonical::text).sorted().forEach(written::append);
        written.append(')');
    }

    private static String text(Value value) {
        var canonical = new Canonical();
        canonical.write(value);
        return canonical.written.toString();
    }
}

package dev.tablecast.functions.expression;

import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/**
 * Writes a condition so that two have the same text only if they are the same tree: placeholders
 * are resolved, and neither spaces nor redundant parentheses matter.
 *
 * <p>Every text is preceded by its length, so that none can pass for something else.
 */
final class Canonical
        implements Condition.Visitor<Canonical>,
                Operand.Visitor<Canonical>,
                ValueVisitor<Canonical, RuntimeException> {
    private final StringBuilder written = new StringBuilder();

    private Canonical() {}

    static String text(Condition condition) {
        return condition.accept(new Canonical()).written.toString();
    }

    private static String text(Value value) {
        return new Canonical().value(value).written.toString();
    }

    @Override
    public Canonical and(Condition.And and) {
        return conditions("and", and.parts());
    }

    @Override
    public Canonical or(Condition.Or or) {
        return conditions("or", or.parts());
    }

    @Override
    public Canonical not(Condition.Not not) {
        return conditions("not", List.of(not.part()));
    }

    @Override
    public Canonical comparison(Condition.Comparison comparison) {
        return operands(comparison.comparator().sign, comparison.left(), comparison.right());
    }

    @Override
    public Canonical between(Condition.Between between) {
        return operands("between", between.value(), between.lower(), between.upper());
    }

    @Override
    public Canonical in(Condition.In in) {
        return operands("in", in.value())
                .unordered(in.values())
                .operands("or", in.others().toArray(Operand[]::new));
    }

    @Override
    public Canonical exists(Condition.Exists exists) {
        return operands("exists", exists.document());
    }

    @Override
    public Canonical notExists(Condition.NotExists missing) {
        return operands("missing", missing.document());
    }

    @Override
    public Canonical typeIs(Condition.TypeIs type) {
        return operands("type", type.value(), type.type());
    }

    @Override
    public Canonical beginsWith(Condition.BeginsWith begins) {
        return operands("begins", begins.value(), begins.prefix());
    }

    @Override
    public Canonical contains(Condition.Contains contains) {
        return operands("contains", contains.value(), contains.part());
    }

    private Canonical conditions(String operator, List<Condition> parts) {
        plain(operator).plain("(");
        parts.forEach(part -> part.accept(this));
        return plain(")");
    }

    private Canonical operands(String operator, Operand... operands) {
        plain(operator).plain("(");
        for (Operand operand : operands) {
            operand.accept(this);
        }
        return plain(")");
    }

    @Override
    public Canonical document(Operand.Document document) {
        named("path", document.path().attribute());
        for (Path.Step step : document.path().steps()) {
            step.write(this);
        }
        return this;
    }

    @Override
    public Canonical literal(Operand.Literal literal) {
        return value(literal.value());
    }

    @Override
    public Canonical claim(Operand.Claim claim) {
        return named("claim", claim.name());
    }

    @Override
    public Canonical size(Operand.Size size) {
        return operands("size", size.of());
    }

    private Canonical value(Value value) {
        return value.accept(plain(value.type()));
    }

    @Override
    public Canonical text(Value.Text text) {
        return named("", text.text());
    }

    @Override
    public Canonical numeric(Value.Numeric number) {
        return named("", number.amount().stripTrailingZeros().toString());
    }

    @Override
    public Canonical binary(Value.Binary binary) {
        return named("", binary.base64());
    }

    @Override
    public Canonical bool(Value.Bool bool) {
        return plain(Boolean.toString(bool.value()));
    }

    @Override
    public Canonical nothing(Value.Null nothing) {
        return this;
    }

    @Override
    public Canonical items(Value.Items items) {
        plain("(");
        items.values().forEach(this::value);
        return plain(")");
    }

    @Override
    public Canonical members(Value.Members members) {
        return unordered(members.values());
    }

    @Override
    public Canonical fields(Value.Fields fields) {
        plain("(");
        new TreeMap<>(fields.values()).forEach((name, value) -> named("", name).value(value));
        return plain(")");
    }

    /** Writes values whose order doesn't matter. */
    private Canonical unordered(Collection<Value> values) {
        plain("(");
        values.stream().map(Canonical::text).sorted().forEach(written::append);
        return plain(")");
    }

    Canonical named(String kind, String text) {
        written.append(kind).append(text.length()).append(':').append(text);
        return this;
    }

    /** Writes what can't pass for anything else where it is. */
    Canonical plain(String text) {
        written.append(text);
        return this;
    }
}

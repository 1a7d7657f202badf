package dev.tablecast.functions.expression;

import java.util.List;
import java.util.stream.Stream;

/** The operands of a condition, in the order of the expression. */
final class Operands implements Condition.Visitor<Stream<Operand>> {
    private static final Operands ALL = new Operands();

    private Operands() {}

    /** Returns those at any depth; the values among which {@code IN} looks up are left out. */
    static Stream<Operand> of(Condition condition) {
        return condition.accept(ALL);
    }

    @Override
    public Stream<Operand> and(Condition.And and) {
        return and.parts().stream().flatMap(Operands::of);
    }

    @Override
    public Stream<Operand> or(Condition.Or or) {
        return or.parts().stream().flatMap(Operands::of);
    }

    @Override
    public Stream<Operand> not(Condition.Not not) {
        return of(not.part());
    }

    @Override
    public Stream<Operand> comparison(Condition.Comparison comparison) {
        return flat(comparison.left(), comparison.right());
    }

    @Override
    public Stream<Operand> between(Condition.Between between) {
        return flat(between.value(), between.lower(), between.upper());
    }

    @Override
    public Stream<Operand> in(Condition.In in) {
        return Stream.concat(flat(in.value()), flat(in.others().toArray(Operand[]::new)));
    }

    @Override
    public Stream<Operand> exists(Condition.Exists exists) {
        return flat(exists.document());
    }

    @Override
    public Stream<Operand> notExists(Condition.NotExists missing) {
        return flat(missing.document());
    }

    @Override
    public Stream<Operand> typeIs(Condition.TypeIs type) {
        return flat(type.value(), type.type());
    }

    @Override
    public Stream<Operand> beginsWith(Condition.BeginsWith begins) {
        return flat(begins.value(), begins.prefix());
    }

    @Override
    public Stream<Operand> contains(Condition.Contains contains) {
        return flat(contains.value(), contains.part());
    }

    private static Stream<Operand> flat(Operand... operands) {
        return List.of(operands).stream().map(Operand::innermost);
    }
}

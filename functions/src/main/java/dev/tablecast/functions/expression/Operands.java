package dev.tablecast.functions.expression;

import java.util.List;
import java.util.stream.Stream;

/** The operands of a condition, in the order of the expression. */
final class Operands {
    private Operands() {}

    /** Returns those at any depth; the values among which {@code IN} looks up are left out. */
    static Stream<Operand> of(Condition condition) {
        return switch (condition) {
            case Condition.And and -> and.parts().stream().flatMap(Operands::of);
            case Condition.Or or -> or.parts().stream().flatMap(Operands::of);
            case Condition.Not not -> of(not.part());
            case Condition.Comparison comparison -> flat(comparison.left(), comparison.right());
            case Condition.Between between ->
                    flat(between.value(), between.lower(), between.upper());
            case Condition.In in ->
                    Stream.concat(flat(in.value()), flat(in.others().toArray(Operand[]::new)));
            case Condition.Exists exists -> flat(exists.document());
            case Condition.NotExists missing -> flat(missing.document());
            case Condition.TypeIs type -> flat(type.value(), type.type());
            case Condition.BeginsWith begins -> flat(begins.value(), begins.prefix());
            case Condition.Contains contains -> flat(contains.value(), contains.part());
        };
    }

    private static Stream<Operand> flat(Operand... operands) {
        return List.of(operands).stream().map(Operands::innermost);
    }

    private static Operand innermost(Operand operand) {
        return operand instanceof Operand.Size size ? innermost(size.of()) : operand;
    }
}

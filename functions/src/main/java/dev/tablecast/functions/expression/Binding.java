package dev.tablecast.functions.expression;

import dev.tablecast.functions.expression.Operand.Claim;
import dev.tablecast.functions.expression.Operand.Literal;
import dev.tablecast.functions.expression.Operand.Size;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** Puts the claims of a token into a condition. */
record Binding(Map<String, Value> claims) {
    Condition bound(Condition condition) {
        return switch (condition) {
            case Condition.And and -> new Condition.And(bound(and.parts()));
            case Condition.Or or -> new Condition.Or(bound(or.parts()));
            case Condition.Not not -> new Condition.Not(bound(not.part()));
            case Condition.Comparison comparison ->
                    new Condition.Comparison(
                            bound(comparison.left()),
                            comparison.comparator(),
                            bound(comparison.right()));
            case Condition.Between between ->
                    new Condition.Between(
                            bound(between.value()), bound(between.lower()), bound(between.upper()));
            case Condition.In in -> bound(in);
            case Condition.Exists exists -> exists;
            case Condition.NotExists missing -> missing;
            case Condition.TypeIs type ->
                    new Condition.TypeIs(bound(type.value()), bound(type.type()));
            case Condition.BeginsWith begins ->
                    new Condition.BeginsWith(bound(begins.value()), bound(begins.prefix()));
            case Condition.Contains contains ->
                    new Condition.Contains(bound(contains.value()), bound(contains.part()));
        };
    }

    private List<Condition> bound(List<Condition> parts) {
        return parts.stream().map(this::bound).toList();
    }

    private Operand bound(Operand operand) {
        return switch (operand) {
            case Claim claim -> new Literal(value(claim), claim.position());
            case Size size -> new Size(bound(size.of()), size.position());
            case Operand.Document document -> document;
            case Literal literal -> literal;
        };
    }

    /** An array in the list of {@code IN} stands for its elements. */
    private Condition bound(Condition.In in) {
        var values = new HashSet<>(in.values());
        var others = new ArrayList<Operand>();
        for (Operand other : in.others()) {
            if (!(other instanceof Claim claim)) {
                others.add(bound(other));
            } else if (value(claim) instanceof Value.Items items) {
                values.addAll(items.values());
            } else {
                values.add(value(claim));
            }
        }
        return new Condition.In(bound(in.value()), values, others);
    }

    private Value value(Claim claim) {
        return claims.get(claim.name());
    }
}

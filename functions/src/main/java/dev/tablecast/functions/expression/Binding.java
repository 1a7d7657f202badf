package dev.tablecast.functions.expression;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** Puts the claims of a token into a condition. */
record Binding(Map<String, Value> claims)
        implements Condition.Visitor<Condition>, Operand.Visitor<Operand> {
    Condition bound(Condition condition) {
        return condition.accept(this);
    }

    private List<Condition> bound(List<Condition> parts) {
        return parts.stream().map(this::bound).toList();
    }

    private Operand bound(Operand operand) {
        return operand.accept(this);
    }

    private Value value(Operand.Claim claim) {
        return claims.get(claim.name());
    }

    @Override
    public Condition and(Condition.And and) {
        return new Condition.And(bound(and.parts()));
    }

    @Override
    public Condition or(Condition.Or or) {
        return new Condition.Or(bound(or.parts()));
    }

    @Override
    public Condition not(Condition.Not not) {
        return new Condition.Not(bound(not.part()));
    }

    @Override
    public Condition comparison(Condition.Comparison comparison) {
        return new Condition.Comparison(
                bound(comparison.left()), comparison.comparator(), bound(comparison.right()));
    }

    @Override
    public Condition between(Condition.Between between) {
        return new Condition.Between(
                bound(between.value()), bound(between.lower()), bound(between.upper()));
    }

    /** An array in the list of {@code IN} stands for its elements. */
    @Override
    public Condition in(Condition.In in) {
        var values = new HashSet<>(in.values());
        var others = new ArrayList<Operand>();
        for (Operand other : in.others()) {
            if (!(other instanceof Operand.Claim claim)) {
                others.add(bound(other));
            } else if (value(claim) instanceof Value.Items items) {
                values.addAll(items.values());
            } else {
                values.add(value(claim));
            }
        }
        return new Condition.In(bound(in.value()), values, others);
    }

    @Override
    public Condition exists(Condition.Exists exists) {
        return exists;
    }

    @Override
    public Condition notExists(Condition.NotExists missing) {
        return missing;
    }

    @Override
    public Condition typeIs(Condition.TypeIs type) {
        return new Condition.TypeIs(bound(type.value()), bound(type.type()));
    }

    @Override
    public Condition beginsWith(Condition.BeginsWith begins) {
        return new Condition.BeginsWith(bound(begins.value()), bound(begins.prefix()));
    }

    @Override
    public Condition contains(Condition.Contains contains) {
        return new Condition.Contains(bound(contains.value()), bound(contains.part()));
    }

    @Override
    public Operand document(Operand.Document document) {
        return document;
    }

    @Override
    public Operand literal(Operand.Literal literal) {
        return literal;
    }

    @Override
    public Operand claim(Operand.Claim claim) {
        return new Operand.Literal(value(claim), claim.position());
    }

    @Override
    public Operand size(Operand.Size size) {
        return new Operand.Size(bound(size.of()), size.position());
    }
}

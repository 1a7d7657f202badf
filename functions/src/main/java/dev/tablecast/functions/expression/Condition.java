package dev.tablecast.functions.expression;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** The tree of an expression. Values of other types than a condition expects don't meet it. */
sealed interface Condition {
    boolean matches(Map<String, Value> item);

    <R> R accept(Visitor<R> visitor);

    /** One operation on each kind of condition. */
    interface Visitor<R> {
        R and(And and);

        R or(Or or);

        R not(Not not);

        R comparison(Comparison comparison);

        R between(Between between);

        R in(In in);

        R exists(Exists exists);

        R notExists(NotExists missing);

        R typeIs(TypeIs type);

        R beginsWith(BeginsWith begins);

        R contains(Contains contains);
    }

    record And(List<Condition> parts) implements Condition {
        public And {
            parts = List.copyOf(parts);
        }

        @Override
        public boolean matches(Map<String, Value> item) {
            for (Condition part : parts) {
                if (!part.matches(item)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.and(this);
        }
    }

    record Or(List<Condition> parts) implements Condition {
        public Or {
            parts = List.copyOf(parts);
        }

        @Override
        public boolean matches(Map<String, Value> item) {
            for (Condition part : parts) {
                if (part.matches(item)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.or(this);
        }
    }

    record Not(Condition part) implements Condition {
        @Override
        public boolean matches(Map<String, Value> item) {
            return !part.matches(item);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.not(this);
        }
    }

    record Comparison(Operand left, Comparator comparator, Operand right) implements Condition {
        @Override
        public boolean matches(Map<String, Value> item) {
            return comparator.holds(left.in(item), right.in(item));
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.comparison(this);
        }
    }

    record Between(Operand value, Operand lower, Operand upper) implements Condition {
        @Override
        public boolean matches(Map<String, Value> item) {
            Value found = value.in(item);
            return Comparator.GREATER_OR_EQUAL.holds(found, lower.in(item))
                    && Comparator.LESS_OR_EQUAL.holds(found, upper.in(item));
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.between(this);
        }
    }

    /**
     * @param values those of the list that are known, to be looked up
     * @param others those that depend on the item, or on claims
     */
    record In(Operand value, Set<Value> values, List<Operand> others) implements Condition {
        public In {
            values = Set.copyOf(values);
            others = List.copyOf(others);
        }

        @Override
        public boolean matches(Map<String, Value> item) {
            Value found = value.in(item);
            if (found == null) {
                return false;
            }
            if (values.contains(found)) {
                return true;
            }
            for (Operand other : others) {
                if (found.equals(other.in(item))) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.in(this);
        }
    }

    record Exists(Operand.Document document) implements Condition {
        @Override
        public boolean matches(Map<String, Value> item) {
            return document.in(item) != null;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.exists(this);
        }
    }

    record NotExists(Operand.Document document) implements Condition {
        @Override
        public boolean matches(Map<String, Value> item) {
            return document.in(item) == null;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.notExists(this);
        }
    }

    record TypeIs(Operand value, Operand type) implements Condition {
        @Override
        public boolean matches(Map<String, Value> item) {
            Value found = value.in(item);
            return found != null
                    && type.in(item) instanceof Value.Text name
                    && found.type().equals(name.text());
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.typeIs(this);
        }
    }

    record BeginsWith(Operand value, Operand prefix) implements Condition {
        @Override
        public boolean matches(Map<String, Value> item) {
            Value found = value.in(item);
            Value start = prefix.in(item);
            return found != null && start != null && found.beginsWith(start);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.beginsWith(this);
        }
    }

    record Contains(Operand value, Operand part) implements Condition {
        @Override
        public boolean matches(Map<String, Value> item) {
            Value found = value.in(item);
            Value piece = part.in(item);
            return found != null && piece != null && found.contains(piece);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.contains(this);
        }
    }
}

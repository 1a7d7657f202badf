package dev.tablecast.functions.expression;

import dev.tablecast.functions.expression.Token.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;

/**
 * Parses DynamoDB's condition expressions by recursive descent.
 *
 * <p>As in DynamoDB, {@code NOT} binds closest, then {@code AND}; keywords have no case, functions
 * have; an operand may be in parentheses, and nothing may be in two pairs of them.
 */
final class Parser {
    private static final String OPERAND = "a path, a value such as :v, a function or \"(\"";

    private final Tokens tokens;
    private final References references;
    private final OperandParser operands;
    private int depth;

    private Parser(Tokens tokens, References references) {
        this.tokens = tokens;
        this.references = references;
        this.operands = new OperandParser(tokens, references);
    }

    /**
     * @param claims whether the expression may name claims of the token
     * @throws ExpressionException if DynamoDB would refuse the expression, or {@link Limits} do
     */
    static Condition parse(String text, References references, boolean claims) {
        Limits.checkLength(text);
        return new Parser(new Tokens(Tokenizer.tokens(text, claims)), references).whole();
    }

    private Condition whole() {
        Condition condition = disjunction().condition();
        if (!tokens.nextIs(Kind.END)) {
            throw tokens.unexpected("AND, OR or the end");
        }
        Checks.checked(condition);
        references.checkAllUsed();
        return condition;
    }

    private Node disjunction() {
        return joined("OR", Condition.Or::new, this::conjunction);
    }

    private Node conjunction() {
        return joined("AND", Condition.And::new, this::negation);
    }

    private Node joined(
            String keyword, Function<List<Condition>, Condition> join, NodeParser part) {
        Node first = part.next();
        if (!tokens.peek().is(Kind.KEYWORD, keyword)) {
            return first;
        }
        var parts = new ArrayList<Condition>(List.of(first.condition()));
        while (tokens.accept(Kind.KEYWORD, keyword)) {
            parts.add(part.next().condition());
        }
        return new Node.OfCondition(join.apply(parts), first.position(), false);
    }

    private interface NodeParser {
        Node next();
    }

    private Node negation() {
        Token start = tokens.peek();
        if (!tokens.accept(Kind.KEYWORD, "NOT")) {
            return predicate();
        }
        Condition part = nested(start, this::negation).condition();
        return new Node.OfCondition(new Condition.Not(part), start.position(), false);
    }

    private Node predicate() {
        Node left = primary();
        if (tokens.nextIs(Kind.COMPARATOR)) {
            var comparator = Comparator.of(tokens.take().text());
            return condition(
                    left,
                    new Condition.Comparison(left.operand(), comparator, primary().operand()));
        } else if (tokens.accept(Kind.KEYWORD, "BETWEEN")) {
            Operand lower = primary().operand();
            tokens.expect(Kind.KEYWORD, "AND");
            return condition(
                    left, new Condition.Between(left.operand(), lower, primary().operand()));
        } else if (tokens.accept(Kind.KEYWORD, "IN")) {
            tokens.expect(Kind.SIGN, "(");
            return condition(left, in(left.operand(), arguments()));
        }
        return left;
    }

    private static Node condition(Node left, Condition condition) {
        return new Node.OfCondition(condition, left.position(), false);
    }

    private static Condition in(Operand value, List<Operand> list) {
        var values = new HashSet<Value>();
        var others = new ArrayList<Operand>();
        for (Operand operand : list) {
            if (operand instanceof Operand.Literal literal) {
                values.add(literal.value());
            } else {
                others.add(operand);
            }
        }
        return new Condition.In(value, values, others);
    }

    private Node primary() {
        Token start = tokens.peek();
        if (tokens.accept(Kind.SIGN, "(")) {
            Node inner = nested(start, this::disjunction);
            tokens.expect(Kind.SIGN, ")");
            if (inner.inParentheses()) {
                throw new ExpressionException(
                        start.position(), "these parentheses are redundant; leave out one pair");
            }
            return inner.withParentheses(start.position());
        }
        return switch (start.kind()) {
            case WORD -> {
                tokens.take();
                yield tokens.accept(Kind.SIGN, "(")
                        ? Functions.call(start, arguments())
                        : new Node.OfOperand(operands.path(start));
            }
            case NAME -> new Node.OfOperand(operands.path(tokens.take()));
            case VALUE, CLAIM -> new Node.OfOperand(operands.value(tokens.take()));
            case KEYWORD, INTEGER, COMPARATOR, SIGN, END -> throw tokens.unexpected(OPERAND);
        };
    }

    /** Parses operands, at least one, up to the parenthesis that closes them. */
    private List<Operand> arguments() {
        var arguments = new ArrayList<Operand>();
        do {
            arguments.add(primary().operand());
        } while (tokens.accept(Kind.SIGN, ","));
        tokens.expect(Kind.SIGN, ")");
        return arguments;
    }

    private Node nested(Token start, NodeParser part) {
        if (++depth > Limits.DEPTH) {
            throw new ExpressionException(
                    start.position(),
                    "parentheses and NOT are nested deeper than %d".formatted(Limits.DEPTH));
        }
        Node node = part.next();
        depth--;
        return node;
    }
}

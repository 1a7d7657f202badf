package dev.tablecast.functions.expression;

import java.util.List;

/** The functions of the language, by name. */
final class Functions {
    private Functions() {}

    /**
     * @throws ExpressionException if there is no such function, or it takes another number of
     *     arguments
     */
    static Node call(Token name, List<Operand> arguments) {
        return switch (name.text()) {
            case "size" ->
                    new Node.OfOperand(
                            new Operand.Size(counted(name, arguments, 1).get(0), name.position()));
            case "attribute_exists" ->
                    condition(name, new Condition.Exists(document(name, arguments)));
            case "attribute_not_exists" ->
                    condition(name, new Condition.NotExists(document(name, arguments)));
            case "attribute_type" -> {
                counted(name, arguments, 2);
                yield condition(name, new Condition.TypeIs(arguments.get(0), arguments.get(1)));
            }
            case "begins_with" -> {
                counted(name, arguments, 2);
                yield condition(name, new Condition.BeginsWith(arguments.get(0), arguments.get(1)));
            }
            case "contains" -> {
                counted(name, arguments, 2);
                yield condition(name, new Condition.Contains(arguments.get(0), arguments.get(1)));
            }
            default ->
                    throw new ExpressionException(
                            name.position(),
                            ("there is no function \"%s\"; there are: attribute_exists,"
                                            + " attribute_not_exists, attribute_type, begins_with,"
                                            + " contains, size")
                                    .formatted(name.text()));
        };
    }

    private static Node condition(Token name, Condition condition) {
        return new Node.OfCondition(condition, name.position(), false);
    }

    private static Operand.Document document(Token name, List<Operand> arguments) {
        if (counted(name, arguments, 1).get(0) instanceof Operand.Document document) {
            return document;
        }
        throw new ExpressionException(
                arguments.get(0).position(), name.text() + " takes a document path");
    }

    private static List<Operand> counted(Token name, List<Operand> arguments, int expected) {
        if (arguments.size() != expected) {
            throw new ExpressionException(
                    name.position(),
                    "%s has %d arguments; it takes %d"
                            .formatted(name.text(), arguments.size(), expected));
        }
        return arguments;
    }
}

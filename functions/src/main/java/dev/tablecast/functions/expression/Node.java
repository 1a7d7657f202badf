package dev.tablecast.functions.expression;

/** A part of an expression while it is parsed: parentheses may have a condition or an operand. */
sealed interface Node {
    int position();

    /** Returns whether it is in parentheses, and nothing else is in those. */
    boolean inParentheses();

    Node withParentheses(int position);

    /**
     * @throws ExpressionException if it is a condition
     */
    Operand operand();

    /**
     * @throws ExpressionException if it is an operand
     */
    Condition condition();

    record OfOperand(Operand operand, int position, boolean inParentheses) implements Node {
        OfOperand(Operand operand) {
            this(operand, operand.position(), false);
        }

        @Override
        public Node withParentheses(int position) {
            return new OfOperand(operand, position, true);
        }

        @Override
        public Condition condition() {
            throw new ExpressionException(
                    position,
                    "this is a value, not a condition; compare it, as in active = :true or size(a)"
                            + " > :n");
        }
    }

    record OfCondition(Condition condition, int position, boolean inParentheses) implements Node {
        @Override
        public Node withParentheses(int position) {
            return new OfCondition(condition, position, true);
        }

        @Override
        public Operand operand() {
            throw new ExpressionException(
                    position, "this is a condition, not a value; join conditions by AND or OR");
        }
    }
}

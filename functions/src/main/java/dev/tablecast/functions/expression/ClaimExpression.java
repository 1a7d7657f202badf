package dev.tablecast.functions.expression;

import dev.tablecast.functions.expression.ExpressionException.Part;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A condition that names claims of the client's token, such as {@code tenant = :claim.tenant}.
 *
 * <p>Differs from DynamoDB's language in four ways:
 *
 * <ul>
 *   <li>{@code :claim.NAME} is a value.
 *   <li>A claim that is an array stands for its elements in the list of {@code IN}, and is a list
 *       elsewhere.
 *   <li>{@code :true}, {@code :false} and {@code :null} are values that needn't be given.
 *   <li>{@code #name} is the attribute {@code name}, unless {@code names} says otherwise. So
 *       reserved words such as {@code #public} can be written, and names with any of {@code - : / @
 *       $ ~} in them.
 * </ul>
 */
public final class ClaimExpression {
    private static final References.Ungiven UNGIVEN =
            new References.Ungiven(
                    Map.of(
                            ":true", new Value.Bool(true),
                            ":false", new Value.Bool(false),
                            ":null", new Value.Null()),
                    true);

    private final Condition condition;

    private ClaimExpression(Condition condition) {
        this.condition = condition;
    }

    /**
     * Compiles an expression.
     *
     * @throws ExpressionException if DynamoDB would refuse it, whatever the claims are, or it
     *     exceeds {@link Limits}
     */
    public static ClaimExpression parse(String text, Placeholders placeholders) {
        return new ClaimExpression(Parser.parse(text, new References(placeholders, UNGIVEN), true));
    }

    /** Returns the names of the claims that a token must have. */
    public Set<String> claims() {
        var claims = new LinkedHashSet<String>();
        Operands.of(condition)
                .forEach(
                        operand -> {
                            if (operand instanceof Operand.Claim claim) {
                                claims.add(claim.name());
                            }
                        });
        return claims;
    }

    /** Returns the names of the attributes on which it depends. */
    public Set<String> attributes() {
        return Attributes.of(condition);
    }

    /**
     * Returns the expression for a client with these claims.
     *
     * @throws ExpressionException if a claim is missing, or DynamoDB refuses a value of its type
     *     there; the client may see nothing then
     */
    public Expression bind(Map<String, Value> claims) {
        var missing = new TreeSet<>(claims());
        missing.removeAll(claims.keySet());
        if (!missing.isEmpty()) {
            throw new ExpressionException(
                    Part.CLAIMS, "the token has no claim " + String.join(", ", missing));
        }
        Condition bound = new Binding(claims).bound(condition);
        try {
            return new Expression(Checks.checked(bound));
        } catch (ExpressionException e) {
            throw new ExpressionException(Part.CLAIMS, "a claim can't be used: " + e.getMessage());
        }
    }
}

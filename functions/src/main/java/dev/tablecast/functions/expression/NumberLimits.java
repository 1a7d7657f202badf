package dev.tablecast.functions.expression;

import java.math.BigDecimal;

/**
 * The numbers that DynamoDB has.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html#HowItWorks.DataTypes.Number">Number</a>
 */
final class NumberLimits {
    private static final int DIGITS = 38;
    private static final int LEAST_EXPONENT = -130;
    private static final int GREATEST_EXPONENT = 125;

    private NumberLimits() {}

    /**
     * @throws IllegalArgumentException if DynamoDB has no such number; the message says why
     */
    static Value.Numeric number(String text) {
        BigDecimal amount;
        try {
            amount = new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("is no number", e);
        }
        BigDecimal stripped = amount.stripTrailingZeros();
        if (stripped.precision() > DIGITS) {
            throw new IllegalArgumentException(
                    "has %d digits; a number may have %d".formatted(stripped.precision(), DIGITS));
        }
        long exponent = (long) stripped.precision() - stripped.scale() - 1;
        if (stripped.signum() != 0 && (exponent < LEAST_EXPONENT || exponent > GREATEST_EXPONENT)) {
            throw new IllegalArgumentException(
                    "has the exponent %d; a number's is from %d to %d"
                            .formatted(exponent, LEAST_EXPONENT, GREATEST_EXPONENT));
        }
        return new Value.Numeric(stripped.signum() == 0 ? BigDecimal.ZERO : amount);
    }
}

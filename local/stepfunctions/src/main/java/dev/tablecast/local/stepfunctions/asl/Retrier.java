package dev.tablecast.local.stepfunctions.asl;

import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A retrier: an entry of a state's {@code Retry}.
 *
 * @param interval the delay before the first retry
 * @param backoffRate the factor by which each further delay grows
 * @param maxDelay the maximum delay; null for none but the 366 days that are the limit of any delay
 * @param fullJitter whether each delay is random, between zero and the computed delay
 * @see <a href="https://states-language.net/spec.html#errors">ASL, Errors</a>
 */
public record Retrier(
        ErrorPattern errors,
        Duration interval,
        int maxAttempts,
        BigDecimal backoffRate,
        @Nullable Duration maxDelay,
        boolean fullJitter) {
    private static final Duration LONGEST = Duration.ofDays(366);

    /**
     * Returns the delay before an attempt, without jitter.
     *
     * @param attempt 1 for the first retry
     */
    public Duration delay(int attempt) {
        var bound = maxDelay == null ? LONGEST : maxDelay;
        double millis = interval.toMillis() * Math.pow(backoffRate.doubleValue(), attempt - 1.0);
        return millis >= bound.toMillis() ? bound : Duration.ofMillis(Math.round(millis));
    }
}

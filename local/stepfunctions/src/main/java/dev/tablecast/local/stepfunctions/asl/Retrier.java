package dev.tablecast.local.stepfunctions.asl;

import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * @param maxDelay what no delay exceeds; null where there is no such bound
 * @param fullJitter whether a delay is drawn between nothing and the computed one
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

    /** How long to wait before this retrier's next attempt, its first one being 1; no jitter. */
    public Duration delay(int attempt) {
        var bound = maxDelay == null ? LONGEST : maxDelay;
        double millis = interval.toMillis() * Math.pow(backoffRate.doubleValue(), attempt - 1.0);
        return millis >= bound.toMillis() ? bound : Duration.ofMillis(Math.round(millis));
    }
}

package dev.tablecast.local.stepfunctions.asl.parser;

import static dev.tablecast.local.stepfunctions.failure.ErrorNames.ALL;

import dev.tablecast.local.stepfunctions.asl.Catcher;
import dev.tablecast.local.stepfunctions.asl.ErrorHandling;
import dev.tablecast.local.stepfunctions.asl.ErrorPattern;
import dev.tablecast.local.stepfunctions.asl.Retrier;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Parses {@code Retry} and {@code Catch}.
 *
 * @see <a href="https://states-language.net/spec.html#errors">ASL, Errors</a>
 */
final class ErrorHandlingParser {
    private static final int MOST_ATTEMPTS = 99_999_999;
    private static final int LONGEST_DELAY = 31_622_400;

    private final Fields fields;
    private final Exits exits;
    private final StateData data;

    ErrorHandlingParser(Fields fields, Exits exits, StateData data) {
        this.fields = fields;
        this.exits = exits;
        this.data = data;
    }

    ErrorHandling parse() {
        var retriers = new ArrayList<Retrier>();
        var retries = fields.objects("Retry");
        for (var retry : retries) {
            retriers.add(retrier(retry, retry == retries.getLast()));
        }
        var catchers = new ArrayList<Catcher>();
        var catches = fields.objects("Catch");
        for (var caught : catches) {
            catchers.add(catcher(caught, caught == catches.getLast()));
        }
        return new ErrorHandling(retriers, catchers);
    }

    private static Retrier retrier(Fields retry, boolean last) {
        retry.ignore("Comment");
        var errors = errors(retry, last);
        var interval = retry.wholeNumber("IntervalSeconds", 1, MOST_ATTEMPTS);
        var attempts = retry.wholeNumber("MaxAttempts", 0, MOST_ATTEMPTS);
        var maxDelay = retry.wholeNumber("MaxDelaySeconds", 1, LONGEST_DELAY - 1);
        int seconds = interval == null ? 1 : interval;
        if (maxDelay != null && maxDelay <= seconds) {
            retry.problem("MaxDelaySeconds", "must be greater than \"IntervalSeconds\"");
        }
        var retrier =
                new Retrier(
                        errors,
                        Duration.ofSeconds(seconds),
                        attempts == null ? 3 : attempts,
                        backoffRate(retry),
                        maxDelay == null ? null : Duration.ofSeconds(maxDelay),
                        fullJitter(retry));
        retry.nothingElse("a retrier");
        return retrier;
    }

    private static BigDecimal backoffRate(Fields retry) {
        var rate = retry.take("BackoffRate");
        if (rate == null) {
            return BigDecimal.TWO;
        }
        if (!rate.isNumber() || rate.decimalValue().compareTo(BigDecimal.ONE) < 0) {
            retry.problem("BackoffRate", "must be a number of at least 1.0, not " + rate);
            return BigDecimal.TWO;
        }
        return rate.decimalValue();
    }

    private static boolean fullJitter(Fields retry) {
        var strategy = retry.text("JitterStrategy");
        if (strategy != null && !List.of("FULL", "NONE").contains(strategy)) {
            retry.problem("JitterStrategy", "must be FULL or NONE, not \"" + strategy + "\"");
        }
        return "FULL".equals(strategy);
    }

    private Catcher catcher(Fields caught, boolean last) {
        caught.ignore("Comment");
        var next = exits.requireNext(caught);
        var catcher = new Catcher(errors(caught, last), data.ofCatcher(caught), next);
        caught.nothingElse("a catcher");
        return catcher;
    }

    private static ErrorPattern errors(Fields owner, boolean last) {
        var value = owner.take("ErrorEquals");
        if (value == null || !value.isArray() || value.isEmpty()) {
            owner.problem("ErrorEquals", "must be an array of at least one error name");
            return new ErrorPattern(List.of());
        }
        var names = new ArrayList<String>();
        for (var name : value) {
            if (!name.isTextual()) {
                owner.problem("ErrorEquals", "must contain only strings, not " + name);
            }
            names.add(name.asText());
        }
        if (names.contains(ALL) && names.size() > 1) {
            owner.problem("ErrorEquals", ALL + " must be the only error name");
        }
        if (names.contains(ALL) && !last) {
            owner.problem("ErrorEquals", ALL + " must be in the last entry");
        }
        return new ErrorPattern(names);
    }
}

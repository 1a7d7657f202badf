package dev.tablecast.infrastructure.graph.rules;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** A rule for one input, which the provider or AWS itself checks. */
@FunctionalInterface
interface Rule {
    Rule FLAG = of(value -> value instanceof Boolean, "true or false");

    /**
     * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html">Identify
     *     AWS resources with ARNs</a>
     */
    Rule ARN = matches("arn:aws[a-z-]*:[a-z0-9-]+:[a-z0-9-]*:(\\d{12}|aws)?:.+", 2048);

    /** Returns what the value should have been; empty where it is all right. */
    String allowed(Object value);

    /** Asks whether a value is all right. */
    @FunctionalInterface
    interface Condition {
        boolean holds(Object value);
    }

    static Rule of(Condition condition, String allowed) {
        return value -> condition.holds(value) ? "" : allowed;
    }

    static Rule oneOf(Object... values) {
        var all = List.of(values);
        return of(all::contains, "one of " + all);
    }

    static Rule between(long least, long most) {
        return of(
                value ->
                        value instanceof Number number
                                && number.doubleValue() >= least
                                && number.doubleValue() <= most,
                "a number from %d to %d".formatted(least, most));
    }

    static Rule text(int longest) {
        return of(
                value -> value instanceof String text && text.length() <= longest,
                "a text of at most %d characters".formatted(longest));
    }

    static Rule matches(String pattern, int longest) {
        var compiled = Pattern.compile(pattern, Pattern.DOTALL);
        return of(
                value ->
                        value instanceof String text
                                && text.length() <= longest
                                && compiled.matcher(text).matches(),
                "%s, at most %d characters".formatted(pattern, longest));
    }

    /** A JSON object. */
    static Rule json(int mostBytes) {
        return of(
                value ->
                        value instanceof String text
                                && text.getBytes(StandardCharsets.UTF_8).length <= mostBytes
                                && isObject(text),
                "a JSON object of at most %d bytes".formatted(mostBytes));
    }

    default Rule or(Rule other) {
        return value -> {
            String first = allowed(value);
            String second = other.allowed(value);
            return first.isEmpty() || second.isEmpty() ? "" : first + ", or " + second;
        };
    }

    private static boolean isObject(String text) {
        try {
            return JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build()
                    .readTree(text)
                    .isObject();
        } catch (JsonProcessingException e) {
            return false;
        }
    }
}

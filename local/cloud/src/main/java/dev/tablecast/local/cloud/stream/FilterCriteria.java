package dev.tablecast.local.cloud.stream;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.infrastructure.filter.EventPattern;
import dev.tablecast.infrastructure.filter.Flaw;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import software.amazon.event.ruler.Machine;

/**
 * Which records reach a function: those that match any of the patterns, or all where there is none.
 * A pattern has the operators that Lambda documents, and is evaluated by AWS's own Event Ruler,
 * which has more.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-ddb-filtering.html">Using event
 *     filtering with a DynamoDB event source</a>
 */
public final class FilterCriteria {
    /** The default quota; a quota increase allows 10. */
    private static final int MAXIMUM_PATTERNS = 5;

    private final List<String> patterns;
    private final Machine machine;

    /**
     * @throws IllegalArgumentException if Lambda refuses a pattern, or so many
     */
    public FilterCriteria(List<String> patterns) {
        this.patterns = List.copyOf(patterns);
        this.machine = Machine.builder().build();
        if (patterns.size() > MAXIMUM_PATTERNS) {
            throw new IllegalArgumentException(
                    "there are %d filter patterns; Lambda takes at most %d"
                            .formatted(patterns.size(), MAXIMUM_PATTERNS));
        }
        patterns.forEach(this::add);
    }

    private void add(String pattern) {
        try {
            List<Flaw> flaws = EventPattern.parse(pattern).refusedByLambda();
            if (!flaws.isEmpty()) {
                throw new IllegalArgumentException(
                        flaws.stream().map(Flaw::toString).collect(Collectors.joining(", ")));
            }
            if (pattern.length() > EventPattern.MAXIMUM_CHARACTERS) {
                throw new IllegalArgumentException(
                        "it has more than %d characters"
                                .formatted(EventPattern.MAXIMUM_CHARACTERS));
            }
            machine.addRule("matches", pattern);
        } catch (IllegalArgumentException | IOException e) {
            throw new IllegalArgumentException(
                    "the filter pattern %s can't be read: %s".formatted(pattern, e.getMessage()),
                    e);
        }
    }

    boolean matches(JsonNode streamRecord) {
        if (patterns.isEmpty()) {
            return true;
        }
        try {
            return !machine.rulesForJSONEvent(streamRecord.toString()).isEmpty();
        } catch (Exception e) {
            throw new IllegalStateException("a stream record can't be matched to a filter", e);
        }
    }
}

package dev.tablecast.local.cloud.stream;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.infrastructure.filter.EventPattern;
import dev.tablecast.infrastructure.filter.Flaw;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import software.amazon.event.ruler.Machine;

/**
 * The filter of a mapping: records that match any of its patterns, or all records if it has none.
 * Patterns may have the operators that Lambda documents. AWS's own Event Ruler evaluates them.
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
     * @throws IllegalArgumentException if Lambda would refuse a pattern or the number of patterns
     */
    public FilterCriteria(List<String> patterns) {
        this.patterns = List.copyOf(patterns);
        if (patterns.size() > MAXIMUM_PATTERNS) {
            throw new IllegalArgumentException(
                    "there are %d filter patterns; Lambda takes at most %d"
                            .formatted(patterns.size(), MAXIMUM_PATTERNS));
        }
        this.machine = Machine.builder().build();
        for (String pattern : patterns) {
            add(machine, pattern);
        }
    }

    private static void add(Machine machine, String pattern) {
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

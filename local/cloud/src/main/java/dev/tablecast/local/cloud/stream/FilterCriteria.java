package dev.tablecast.local.cloud.stream;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import software.amazon.event.ruler.Machine;

/**
 * Which records reach a function: those that match any of the patterns, or all where there is none.
 * The patterns are evaluated by AWS's own Event Ruler.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-ddb-filtering.html">Using event
 *     filtering with a DynamoDB event source</a>
 */
public final class FilterCriteria {
    private final List<String> patterns;
    private final Machine machine;

    /**
     * @throws IllegalArgumentException if a pattern isn't one
     */
    public FilterCriteria(List<String> patterns) {
        this.patterns = List.copyOf(patterns);
        this.machine = Machine.builder().build();
        for (String pattern : patterns) {
            try {
                machine.addRule("matches", pattern);
            } catch (IOException e) {
                throw new IllegalArgumentException(
                        "the filter pattern %s can't be read: %s"
                                .formatted(pattern, e.getMessage()),
                        e);
            }
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

package dev.tablecast.local.stepfunctions.asl;

import dev.tablecast.local.stepfunctions.jsonata.JsonataExpression;
import dev.tablecast.local.stepfunctions.path.Path;
import dev.tablecast.local.stepfunctions.path.PayloadTemplate;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a Map has whose iterations are executions of their own.
 *
 * @param executionType of the iterations
 * @param label in the names of the iterations; null for a random one
 * @param reader where the items come from; null for the state's input
 * @param batcher how many items an iteration gets; null for one
 * @param writer where the results go; null for the state's output
 * @param toleratedCount the most items that may fail; null where the state sets none
 * @param toleratedPercentage the same in percent of all items; null where the state sets none
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html">Distributed
 *     mode</a>
 */
public record DistributedMap(
        WorkflowType executionType,
        @Nullable String label,
        @Nullable Source reader,
        @Nullable Batcher batcher,
        @Nullable Source writer,
        @Nullable Amount toleratedCount,
        @Nullable Percentage toleratedPercentage) {
    /**
     * The place in Amazon S3 that items are read from or that results are written to.
     *
     * @param resource such as {@code arn:aws:states:::s3:getObject}
     * @param parameters of the call; null for none
     * @param maxItems the most items that are read; null for all
     */
    public record Source(
            String resource, @Nullable PayloadTemplate parameters, @Nullable Amount maxItems) {}

    /**
     * Bounds of a batch; at least one of them is there.
     *
     * @param input what each iteration gets beside its items; null for nothing
     */
    public record Batcher(
            @Nullable Amount maxItems,
            @Nullable Amount maxBytes,
            @Nullable PayloadTemplate input) {}

    /** A share from 0 to 100, written out or found under a path when the state runs. */
    public sealed interface Percentage {
        record Fixed(BigDecimal value) implements Percentage {}

        record At(String field, Path path) implements Percentage {}

        record Query(JsonataExpression expression) implements Percentage {}

        /** Returns whether it is from 0 to 100. */
        static boolean contains(BigDecimal value) {
            return value.signum() >= 0 && value.compareTo(BigDecimal.valueOf(100)) <= 0;
        }
    }
}

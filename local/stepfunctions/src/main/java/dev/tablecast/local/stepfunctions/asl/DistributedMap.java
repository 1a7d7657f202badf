package dev.tablecast.local.stepfunctions.asl;

import dev.tablecast.local.stepfunctions.jsonata.JsonataExpression;
import dev.tablecast.local.stepfunctions.path.Path;
import dev.tablecast.local.stepfunctions.path.PayloadTemplate;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a Map in distributed mode, whose iterations are child executions.
 *
 * @param executionType the type of the child executions
 * @param label the label in the names of the child executions; null for a random one
 * @param reader the {@code ItemReader}; null if the items come from the state's input
 * @param batcher the {@code ItemBatcher}; null for one item per child execution
 * @param writer the {@code ResultWriter}; null if the results become the state's output
 * @param toleratedCount the maximum number of failed items; null if unset
 * @param toleratedPercentage the maximum percentage of failed items; null if unset
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
     * A call of Amazon S3 that reads the items or writes the results.
     *
     * @param resource such as {@code arn:aws:states:::s3:getObject}
     * @param parameters the parameters of the call; null for none
     * @param maxItems the maximum number of items to read; null for all
     */
    public record Source(
            String resource, @Nullable PayloadTemplate parameters, @Nullable Amount maxItems) {}

    /**
     * The limits of a batch of items, at least one of which is set.
     *
     * @param maxItems the maximum number of items; null if unset
     * @param maxBytes the maximum size of the child execution's input in bytes; null if unset
     * @param input the template of {@code BatchInput}, which every batch contains; null for none
     */
    public record Batcher(
            @Nullable Amount maxItems,
            @Nullable Amount maxBytes,
            @Nullable PayloadTemplate input) {}

    /**
     * A percentage from 0 to 100: a constant, a JSONPath or a JSONata expression that is evaluated
     * when the state runs.
     */
    public sealed interface Percentage {
        record Fixed(BigDecimal value) implements Percentage {}

        record At(String field, Path path) implements Percentage {}

        record Query(JsonataExpression expression) implements Percentage {}

        /** Returns whether a number is from 0 to 100. */
        static boolean contains(BigDecimal value) {
            return value.signum() >= 0 && value.compareTo(BigDecimal.valueOf(100)) <= 0;
        }
    }
}

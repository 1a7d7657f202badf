package dev.tablecast.local.stepfunctions.asl;

import dev.tablecast.local.stepfunctions.jsonata.StatesField;
import dev.tablecast.local.stepfunctions.path.Filter;
import dev.tablecast.local.stepfunctions.path.PayloadTemplate;
import dev.tablecast.local.stepfunctions.path.ResultPath;
import org.jspecify.annotations.Nullable;

/** The way from a state's input to its output, in the state's query language. */
public sealed interface DataFlow {
    /** Returns the variables that the state assigns; null for none. */
    @Nullable PayloadTemplate assign();

    /**
     * The fields of a JSONPath state, in the order in which they apply.
     *
     * @param assign of the state's result
     * @see <a href="https://states-language.net/spec.html#filters">ASL, Input and Output
     *     Processing</a>
     */
    record Paths(
            Filter inputPath,
            @Nullable PayloadTemplate parameters,
            @Nullable PayloadTemplate resultSelector,
            ResultPath resultPath,
            Filter outputPath,
            @Nullable PayloadTemplate assign)
            implements DataFlow {}

    /**
     * The fields of a JSONata state.
     *
     * @param arguments null for the state's input
     * @param output null for the result
     * @param result the field of {@code $states} that {@code Output} and {@code Assign} find the
     *     result in; null for a state that has none
     * @see <a
     *     href="https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html">Transforming
     *     data with JSONata</a>
     */
    record Query(
            @Nullable PayloadTemplate arguments,
            @Nullable PayloadTemplate output,
            @Nullable PayloadTemplate assign,
            @Nullable StatesField result)
            implements DataFlow {}
}

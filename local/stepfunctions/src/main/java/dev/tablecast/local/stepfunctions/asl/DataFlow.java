package dev.tablecast.local.stepfunctions.asl;

import dev.tablecast.local.stepfunctions.jsonata.StatesField;
import dev.tablecast.local.stepfunctions.path.Filter;
import dev.tablecast.local.stepfunctions.path.PayloadTemplate;
import dev.tablecast.local.stepfunctions.path.ResultPath;
import org.jspecify.annotations.Nullable;

/** The data processing of a state, from its input to its output, in the state's query language. */
public sealed interface DataFlow {
    /** Returns the template of the {@code Assign} field; null if the state assigns no variables. */
    @Nullable PayloadTemplate assign();

    /**
     * The data processing fields of a JSONPath state, in the order in which they apply.
     *
     * @param parameters null for the unchanged input
     * @param resultSelector null for the unchanged result
     * @param assign null if no variables are assigned; its paths select from the result
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
     * The data processing fields of a JSONata state.
     *
     * @param arguments null for the state's input
     * @param output null for the result
     * @param assign null if no variables are assigned
     * @param result the field of {@code $states} in which {@code Output} and {@code Assign} read
     *     the result; null for a state without a result
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

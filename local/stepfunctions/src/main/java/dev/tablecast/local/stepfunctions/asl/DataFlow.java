package dev.tablecast.local.stepfunctions.asl;

import dev.tablecast.local.stepfunctions.path.Filter;
import dev.tablecast.local.stepfunctions.path.PayloadTemplate;
import dev.tablecast.local.stepfunctions.path.ResultPath;
import org.jspecify.annotations.Nullable;

/**
 * How a state's input becomes its output, in the order of the fields.
 *
 * @param assign what the state assigns to variables, of its result
 * @see <a href="https://states-language.net/spec.html#filters">ASL, Input and Output Processing</a>
 */
public record DataFlow(
        Filter inputPath,
        @Nullable PayloadTemplate parameters,
        @Nullable PayloadTemplate resultSelector,
        ResultPath resultPath,
        Filter outputPath,
        @Nullable PayloadTemplate assign) {}

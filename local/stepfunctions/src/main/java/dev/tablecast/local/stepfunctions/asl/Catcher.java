package dev.tablecast.local.stepfunctions.asl;

import dev.tablecast.local.stepfunctions.path.PayloadTemplate;
import dev.tablecast.local.stepfunctions.path.ResultPath;
import org.jspecify.annotations.Nullable;

/**
 * @param resultPath where, in the state's input, the error goes
 * @param assign what is assigned to variables, of the error; null for nothing
 * @see <a href="https://states-language.net/spec.html#fallback-states">ASL, Fallback states</a>
 */
public record Catcher(
        ErrorPattern errors,
        ResultPath resultPath,
        @Nullable PayloadTemplate assign,
        String next) {}

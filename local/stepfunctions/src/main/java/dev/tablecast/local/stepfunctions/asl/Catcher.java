package dev.tablecast.local.stepfunctions.asl;

import dev.tablecast.local.stepfunctions.path.ResultPath;

/**
 * @param resultPath where, in the state's input, the error goes
 * @see <a href="https://states-language.net/spec.html#fallback-states">ASL, Fallback states</a>
 */
public record Catcher(ErrorPattern errors, ResultPath resultPath, String next) {}

package dev.tablecast.local.stepfunctions.asl;

/**
 * @param data how the error becomes the output
 * @see <a href="https://states-language.net/spec.html#fallback-states">ASL, Fallback states</a>
 */
public record Catcher(ErrorPattern errors, DataFlow data, String next) {}

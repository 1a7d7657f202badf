package dev.tablecast.local.stepfunctions.asl;

/**
 * A catcher: an entry of a state's {@code Catch}.
 *
 * @param data the fields that turn the error object into the output of the state
 * @param next the name of the state that handles the error
 * @see <a href="https://states-language.net/spec.html#fallback-states">ASL, Fallback states</a>
 */
public record Catcher(ErrorPattern errors, DataFlow data, String next) {}

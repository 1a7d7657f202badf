package dev.tablecast.local.cloud.lambda;

import org.slf4j.LoggerFactory;

/** The destination of messages that functions write with Lambda's logger. */
@FunctionalInterface
public interface FunctionLog {
    /** An SLF4J logger with the function's name, at level INFO. */
    FunctionLog SLF4J =
            (functionName, text) ->
                    LoggerFactory.getLogger(functionName).info("{}", text.stripTrailing());

    /**
     * Writes a message.
     *
     * @param text one or more lines
     */
    void write(String functionName, String text);
}

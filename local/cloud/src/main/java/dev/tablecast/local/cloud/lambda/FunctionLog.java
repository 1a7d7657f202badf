package dev.tablecast.local.cloud.lambda;

import org.slf4j.LoggerFactory;

/** Where goes what functions write with Lambda's logger. */
@FunctionalInterface
public interface FunctionLog {
    /** A logger of the function's name, at INFO. */
    FunctionLog SLF4J =
            (functionName, text) ->
                    LoggerFactory.getLogger(functionName).info("{}", text.stripTrailing());

    /**
     * @param text one line or more, as the function wrote it
     */
    void write(String functionName, String text);
}

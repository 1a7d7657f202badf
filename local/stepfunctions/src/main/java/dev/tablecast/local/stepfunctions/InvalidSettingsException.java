package dev.tablecast.local.stepfunctions;

import java.util.List;

/** Settings in the environment are invalid. The message has one line for each. */
final class InvalidSettingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvalidSettingsException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
    }
}

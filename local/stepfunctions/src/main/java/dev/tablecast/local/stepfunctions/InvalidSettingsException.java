package dev.tablecast.local.stepfunctions;

import java.util.List;

/** The environment has settings that can't be; the message has one to a line. */
final class InvalidSettingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvalidSettingsException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
    }
}

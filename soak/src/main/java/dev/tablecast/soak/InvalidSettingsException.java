package dev.tablecast.soak;

import java.util.List;

/** Thrown when settings are wrong; the message has a line for each. */
final class InvalidSettingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvalidSettingsException(List<String> problems) {
        super(String.join("\n", problems));
    }
}

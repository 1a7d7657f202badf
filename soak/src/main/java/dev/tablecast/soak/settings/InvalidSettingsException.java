package dev.tablecast.soak.settings;

import java.util.List;

/** Thrown for invalid settings; the message has a line for each. */
public final class InvalidSettingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvalidSettingsException(List<String> problems) {
        super(String.join("\n", problems));
    }
}

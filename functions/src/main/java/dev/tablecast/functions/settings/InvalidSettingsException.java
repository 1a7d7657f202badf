package dev.tablecast.functions.settings;

import java.util.List;

/** Thrown when a function can't start with its settings; the message names every mistake. */
public final class InvalidSettingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvalidSettingsException(List<String> problems) {
        super(String.join("; ", problems));
    }
}

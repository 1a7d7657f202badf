package dev.tablecast.local.stepfunctions.mock;

import java.nio.file.Path;
import java.util.List;

/** A mock configuration has mistakes; the message has the file and all of them. */
public final class InvalidMockConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvalidMockConfigurationException(Path file, List<String> problems) {
        super(file + ": " + String.join("; ", problems));
    }

    InvalidMockConfigurationException(Path file, String problem, Throwable cause) {
        super(file + ": " + problem, cause);
    }
}

package dev.tablecast.local.stepfunctions.mock;

import java.nio.file.Path;
import java.util.List;

/** A mock configuration is invalid. The message has the name of the file and all problems. */
public final class InvalidMockConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvalidMockConfigurationException(Path file, List<String> problems) {
        super(file + ": " + String.join("; ", problems));
    }

    InvalidMockConfigurationException(Path file, String problem, Throwable cause) {
        super(file + ": " + problem, cause);
    }
}

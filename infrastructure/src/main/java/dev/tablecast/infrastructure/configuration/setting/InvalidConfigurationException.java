package dev.tablecast.infrastructure.configuration.setting;

import com.pulumi.exceptions.RunException;
import java.util.List;

/**
 * The error of an invalid configuration, which lists every problem; Pulumi prints it without a
 * stack trace.
 */
public final class InvalidConfigurationException extends RunException {
    private static final long serialVersionUID = 1;

    private final String[] problems;

    public InvalidConfigurationException(List<String> problems) {
        super("The configuration can't be used:\n  " + String.join("\n  ", problems));
        this.problems = problems.toArray(String[]::new);
    }

    /** Returns the problems, each with its setting, what was found and what is allowed. */
    public List<String> problems() {
        return List.of(problems);
    }
}

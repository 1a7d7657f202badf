package dev.tablecast.infrastructure;

import com.pulumi.exceptions.RunException;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What the resources of a stack have in common: names, tags, and how long their logs are kept.
 *
 * @param logRetentionDays one of the numbers that CloudWatch takes
 */
record Stack(String project, String stack, int logRetentionDays) {
    /** Of a function's logical name, which has to leave room for the rest. */
    static final int LONGEST_FUNCTION = 17;

    /** Of a function's or a role's name on AWS: project-stack-function-1a2b3c4. */
    private static final int LONGEST_NAME = 64;

    private static final int SUFFIX = 8;
    private static final int DASHES = 2;
    private static final int LONGEST = LONGEST_NAME - LONGEST_FUNCTION - SUFFIX - DASHES;
    private static final Pattern NAMES = Pattern.compile("[A-Za-z0-9_-]+");

    /**
     * @throws RunException if AWS would refuse a name that is made of these
     */
    Stack {
        String both = project + stack;
        if (both.length() > LONGEST || !NAMES.matcher(both).matches()) {
            throw new RunException(
                    "The project is \"%s\" and the stack \"%s\"; together they take up to %d letters, digits, _ and -, since the names of functions and roles have both of them"
                            .formatted(project, stack, LONGEST));
        }
    }

    Map<String, String> tags() {
        return Map.of("project", project, "stack", stack);
    }

    /** A name that no other stack of the account has, and that two of this stack never share. */
    String of(String resource) {
        return String.join("-", name(), resource);
    }

    String name() {
        return String.join("-", project, stack);
    }
}

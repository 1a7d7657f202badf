package dev.tablecast.local.stepfunctions.registry;

import dev.tablecast.local.stepfunctions.registry.RefusedException.Code;
import java.util.regex.Pattern;

/**
 * The names of state machines, executions and activities.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_CreateStateMachine.html">CreateStateMachine</a>
 */
final class Names {
    private static final Pattern ALLOWED =
            Pattern.compile("[^\\s<>{}\\[\\]?*\"#%\\\\^|~`$&,;:/\\x00-\\x1f\\x7f-\\x9f]{1,80}");

    private Names() {}

    /**
     * Returns a name if it is valid.
     *
     * @throws RefusedException {@code InvalidName}
     */
    static String require(String name) {
        if (!ALLOWED.matcher(name).matches()) {
            throw new RefusedException(
                    Code.INVALID_NAME,
                    "Invalid Name: '"
                            + name
                            + "' must have 1 to 80 characters, without whitespace, control"
                            + " characters or any of < > { } [ ] ? * \" # % \\ ^ | ~ ` $ & , ; :"
                            + " /");
        }
        return name;
    }
}

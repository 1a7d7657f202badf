package dev.tablecast.local.stepfunctions.registry;

import dev.tablecast.local.stepfunctions.registry.RefusedException.Code;
import java.util.regex.Pattern;

/**
 * @see <a href=
 *     "https://docs.aws.amazon.com/step-functions/latest/apireference/API_CreateStateMachine.html">Names</a>
 */
final class Names {
    private static final Pattern ALLOWED =
            Pattern.compile("[^\\s<>{}\\[\\]?*\"#%\\\\^|~`$&,;:/\\x00-\\x1f\\x7f-\\x9f]{1,80}");

    private Names() {}

    static String require(String name) {
        if (!ALLOWED.matcher(name).matches()) {
            throw new RefusedException(
                    Code.INVALID_NAME,
                    "Invalid Name: '"
                            + name
                            + "' must have 1 to 80 characters, without blanks, control characters"
                            + " or any of < > { } [ ] ? * \" # % \\ ^ | ~ ` $ & , ; : /");
        }
        return name;
    }
}

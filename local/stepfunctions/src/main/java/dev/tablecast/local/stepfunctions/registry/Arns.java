package dev.tablecast.local.stepfunctions.registry;

import dev.tablecast.local.stepfunctions.registry.RefusedException.Code;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The ARNs of one Region and account.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsstepfunctions.html">ARN
 *     formats</a>
 */
public record Arns(String region, String account) {
    private static final Pattern STATE_MACHINE =
            Pattern.compile("arn:[\\w-]+:states:[\\w-]+:\\d{12}:stateMachine:[^:]+");
    private static final Pattern EXECUTION =
            Pattern.compile("arn:[\\w-]+:states:[\\w-]+:\\d{12}:execution:[^:]+:[^:]+");
    private static final Pattern EXPRESS =
            Pattern.compile("arn:[\\w-]+:states:[\\w-]+:\\d{12}:express:[^:]+:[^:]+:[^:]+");

    public Arns {
        if (!region.matches("[a-z]{2}(-[a-z]+)+-\\d")) {
            throw new IllegalArgumentException(
                    "The Region must look like us-east-1, not \"" + region + "\"");
        }
        if (!account.matches("\\d{12}")) {
            throw new IllegalArgumentException(
                    "The account must have 12 digits, not \"" + account + "\"");
        }
    }

    String stateMachine(String name) {
        return prefix("stateMachine") + name;
    }

    String execution(String machine, String name) {
        return prefix("execution") + machine + ":" + name;
    }

    String expressExecution(String machine, String name, UUID id) {
        return prefix("express") + machine + ":" + name + ":" + id;
    }

    private String prefix(String type) {
        return "arn:aws:states:" + region + ":" + account + ":" + type + ":";
    }

    static void requireStateMachine(String arn) {
        require(STATE_MACHINE, arn);
    }

    /** Refuses executions of EXPRESS state machines, of which AWS keeps nothing. */
    static void requireStandardExecution(String arn) {
        if (EXPRESS.matcher(arn).matches()) {
            throw new RefusedException(
                    Code.STATE_MACHINE_TYPE_NOT_SUPPORTED,
                    "This operation is not supported by this type of state machine");
        }
        require(EXECUTION, arn);
    }

    private static void require(Pattern pattern, String arn) {
        if (!pattern.matcher(arn).matches()) {
            throw new RefusedException(Code.INVALID_ARN, "Invalid Arn: '" + arn + "'");
        }
    }
}

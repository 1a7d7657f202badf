package dev.tablecast.local.stepfunctions.registry;

import dev.tablecast.local.stepfunctions.registry.RefusedException.Code;
import java.util.Map;
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
    /**
     * The partitions by the prefix of their Regions' names; all other Regions are in {@code aws}.
     */
    private static final Map<String, String> PARTITIONS =
            Map.of(
                    "cn-", "aws-cn",
                    "us-gov-", "aws-us-gov",
                    "us-iso-", "aws-iso",
                    "us-isob-", "aws-iso-b",
                    "eu-isoe-", "aws-iso-e",
                    "us-isof-", "aws-iso-f",
                    "eusc-", "aws-eusc");

    private static final Pattern STATE_MACHINE =
            Pattern.compile("arn:[\\w-]+:states:[\\w-]+:\\d{12}:stateMachine:[^:]+");
    private static final Pattern QUALIFIED =
            Pattern.compile("(arn:[\\w-]+:states:[\\w-]+:\\d{12}:stateMachine:[^:]+):([\\w.-]+)");
    private static final Pattern EXECUTION =
            Pattern.compile("arn:[\\w-]+:states:[\\w-]+:\\d{12}:execution:[^:]+:[^:]+");
    private static final Pattern EXPRESS =
            Pattern.compile("arn:[\\w-]+:states:[\\w-]+:\\d{12}:express:[^:]+:[^:]+:[^:]+");

    private static final Pattern ACTIVITY =
            Pattern.compile("arn:[\\w-]+:states:[\\w-]+:\\d{12}:activity:[^:]+");

    /**
     * @throws IllegalArgumentException if the Region or the account is invalid
     */
    public Arns {
        if (!region.matches("[a-z]{2,4}(-[a-z]+)+-\\d")) {
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

    String activity(String name) {
        return prefix("activity") + name;
    }

    String execution(String machine, String name) {
        return prefix("execution") + machine + ":" + name;
    }

    String expressExecution(String machine, String name, UUID id) {
        return prefix("express") + machine + ":" + name + ":" + id;
    }

    private String prefix(String type) {
        return "arn:" + partition() + ":states:" + region + ":" + account + ":" + type + ":";
    }

    /** Returns the partition of the Region. */
    private String partition() {
        return PARTITIONS.entrySet().stream()
                .filter(partition -> region.startsWith(partition.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("aws");
    }

    /** Returns whether an ARN is that of a version or an alias. */
    static boolean isQualified(String arn) {
        return QUALIFIED.matcher(arn).matches();
    }

    /** Returns whether an ARN has the form of a version's. */
    static boolean isVersion(String arn) {
        var matcher = QUALIFIED.matcher(arn);
        return matcher.matches() && matcher.group(2).matches("\\d+");
    }

    static void requireQualified(String arn) {
        require(QUALIFIED, arn);
    }

    /**
     * Returns the ARN of the state machine that a version or an alias belongs to; any other ARN
     * unchanged.
     */
    static String unqualified(String arn) {
        var matcher = QUALIFIED.matcher(arn);
        return matcher.matches() ? matcher.group(1) : arn;
    }

    static void requireActivity(String arn) {
        require(ACTIVITY, arn);
    }

    static void requireStateMachine(String arn) {
        require(STATE_MACHINE, arn);
    }

    /**
     * Checks the ARN of a STANDARD execution. AWS describes no EXPRESS executions.
     *
     * @throws RefusedException {@code InvalidArn}, {@code StateMachineTypeNotSupported}
     */
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

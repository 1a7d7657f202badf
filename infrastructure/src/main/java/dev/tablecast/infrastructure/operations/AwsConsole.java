package dev.tablecast.infrastructure.operations;

/**
 * The addresses of a Region's AWS console.
 *
 * @param partition {@code aws}, or that of China or of a government, whose consoles are elsewhere
 */
public record AwsConsole(String partition, String region) {
    private static final int PARTITION = 1;
    private static final int REGION = 3;

    /** The console of the Region and the partition that this resource is in. */
    public static AwsConsole of(String arn) {
        var parts = arn.split(":");
        return new AwsConsole(parts[PARTITION], parts[REGION]);
    }

    /** The executions of a state machine. */
    public String executions(String stateMachineArn) {
        return "%s/states/home?region=%s#/statemachines/view/%s"
                .formatted(address(), region, stateMachineArn);
    }

    public String dashboard(String name) {
        return "%s/cloudwatch/home?region=%s#dashboards/dashboard/%s"
                .formatted(address(), region, name);
    }

    private String address() {
        return "https://%s.console.%s".formatted(region, domain());
    }

    private String domain() {
        return switch (partition) {
            case "aws-cn" -> "amazonaws.cn";
            case "aws-us-gov" -> "amazonaws-us-gov.com";
            case "aws-eusc" -> "amazonaws-eusc.eu";
            default -> "aws.amazon.com";
        };
    }
}

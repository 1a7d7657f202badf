package dev.tablecast.local.cloud.provision;

/** Names things as AWS does, in the Region and account that the local services know. */
public final class Arns {
    public static final String REGION = "us-east-1";

    /** DynamoDB Local's own. */
    public static final String ACCOUNT = "000000000000";

    private Arns() {}

    static String function(String name) {
        return arn("lambda", "function:" + name);
    }

    /** What API Gateway calls a function: its ARN within an address of its own. */
    static String functionInvocation(String functionArn) {
        return "arn:aws:apigateway:%s:lambda:path/2015-03-31/functions/%s/invocations"
                .formatted(REGION, functionArn);
    }

    static String arn(String service, String resource) {
        return "arn:aws:%s:%s:%s:%s".formatted(service, REGION, ACCOUNT, resource);
    }

    static String role(String name) {
        return "arn:aws:iam::%s:role/%s".formatted(ACCOUNT, name);
    }
}

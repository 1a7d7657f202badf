package dev.tablecast.local.cloud.provision;

/** Names things as AWS does, in the Region and account that the local services know. */
public final class Arns {
    public static final String REGION = "us-east-1";

    /** DynamoDB Local's own. */
    public static final String ACCOUNT = "000000000000";

    private Arns() {}

    public static String function(String name) {
        return arn("lambda", "function:" + name);
    }

    /** Returns the name in the ARN of a function without a qualifier. */
    static String functionName(String arn) {
        return arn.substring(arn.lastIndexOf(':') + 1);
    }

    /** The ARN of a function that is called by its ARN or its name. */
    public static String ofFunction(String arnOrName) {
        return arnOrName.startsWith("arn:") ? arnOrName : function(arnOrName);
    }

    /** The ARN of the function that is called by {@link #functionInvocation}. */
    static String invokedFunction(String invocation) {
        return invocation.replaceFirst(".*/functions/(arn:.*)/invocations", "$1");
    }

    /** What API Gateway calls a function: its ARN within an address of its own. */
    static String functionInvocation(String functionArn) {
        return "arn:aws:apigateway:%s:lambda:path/2015-03-31/functions/%s/invocations"
                .formatted(REGION, functionArn);
    }

    /** What a call of the management API is a call of. */
    public static String connection(
            String apiId, String stage, String method, String connectionId) {
        return arn(
                "execute-api",
                String.join("/", apiId, stage, method, "@connections", connectionId));
    }

    static String arn(String service, String resource) {
        return "arn:aws:%s:%s:%s:%s".formatted(service, REGION, ACCOUNT, resource);
    }

    static String role(String name) {
        return "arn:aws:iam::%s:role/%s".formatted(ACCOUNT, name);
    }
}

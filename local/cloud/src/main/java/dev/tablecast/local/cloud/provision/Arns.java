package dev.tablecast.local.cloud.provision;

/** ARNs in the Region and the account of the local services. */
public final class Arns {
    public static final String REGION = "us-east-1";

    /** DynamoDB Local's account. */
    public static final String ACCOUNT = "000000000000";

    private Arns() {}

    public static String function(String name) {
        return arn("lambda", "function:" + name);
    }

    /** Returns the name in a function's ARN without a qualifier. */
    static String functionName(String arn) {
        return arn.substring(arn.lastIndexOf(':') + 1);
    }

    /** Returns a function's ARN from its ARN or its name. */
    public static String ofFunction(String arnOrName) {
        return arnOrName.startsWith("arn:") ? arnOrName : function(arnOrName);
    }

    /** Returns the function's ARN in a {@link #functionInvocation}. */
    static String invokedFunction(String invocation) {
        return invocation.replaceFirst(".*/functions/(arn:.*)/invocations", "$1");
    }

    /** Returns API Gateway's URI for the invocation of a function. */
    static String functionInvocation(String functionArn) {
        return "arn:aws:apigateway:%s:lambda:path/2015-03-31/functions/%s/invocations"
                .formatted(REGION, functionArn);
    }

    /** Returns the resource of a call of the management API. */
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

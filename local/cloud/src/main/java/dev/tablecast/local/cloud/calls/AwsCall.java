package dev.tablecast.local.cloud.calls;

/**
 * A call as IAM is asked about it.
 *
 * @param principal the ARN of a role; a service such as {@code apigateway.amazonaws.com}, where it
 *     acts on behalf of a resource; or an access key id, where that is nobody's of the stack
 * @param action such as {@code dynamodb:PutItem}
 * @param resource the ARN of what it is done to; {@code *} where the call names nothing
 * @param source the ARN of the resource on whose behalf a service acts; empty for roles
 */
public record AwsCall(String principal, String action, String resource, String source) {
    public AwsCall(String principal, String action, String resource) {
        this(principal, action, resource, "");
    }
}

package dev.tablecast.local.cloud.calls;

/**
 * A call of an AWS action, with everything that IAM needs to authorize it.
 *
 * @param principal the ARN of a role; a service such as {@code apigateway.amazonaws.com} that acts
 *     on behalf of a resource; or an access key id that belongs to no role of the stack
 * @param action the action, such as {@code dynamodb:PutItem}
 * @param resource the ARN of the resource; {@code *} if the call names none
 * @param source the ARN of the resource on whose behalf a service acts; empty for roles
 */
public record AwsCall(String principal, String action, String resource, String source) {
    public AwsCall(String principal, String action, String resource) {
        this(principal, action, resource, "");
    }
}

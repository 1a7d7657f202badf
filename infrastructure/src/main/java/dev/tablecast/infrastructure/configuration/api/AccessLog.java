package dev.tablecast.infrastructure.configuration.api;

/**
 * The access log of the WebSocket API.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html">Set
 *     up CloudWatch logging for REST APIs</a>, which describes the role that WebSocket APIs use too
 */
public sealed interface AccessLog {

    record None() implements AccessLog {}

    /** API Gateway may have a role for its logs in this account and Region. */
    record IfThereIsARole() implements AccessLog {}

    /** API Gateway has a role for its logs in this account and Region. */
    record WithExistingRole() implements AccessLog {}

    /** API Gateway gets that role, and keeps it. */
    record WithNewRole() implements AccessLog {}
}

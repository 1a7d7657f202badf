package dev.tablecast.local.cloud.gateway.api;

import dev.tablecast.local.cloud.lambda.LambdaFunction;

/**
 * A Lambda {@code REQUEST} authorizer without identity sources, which is called for every
 * connection.
 *
 * @param methodArn the ARN of its route, in its event and in the policy that it returns
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html">
 *     Control access to WebSocket APIs with AWS Lambda REQUEST authorizers</a>
 */
public record RequestAuthorizer(LambdaFunction function, String methodArn) {}

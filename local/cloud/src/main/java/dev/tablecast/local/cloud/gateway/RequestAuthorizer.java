package dev.tablecast.local.cloud.gateway;

import dev.tablecast.local.cloud.lambda.LambdaFunction;

/**
 * A Lambda {@code REQUEST} authorizer without identity sources: it is asked about every connection.
 *
 * @param methodArn the ARN of the route that it guards, as it finds it in its event and in what it
 *     allows
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html">
 *     Control access to WebSocket APIs with AWS Lambda REQUEST authorizers</a>
 */
public record RequestAuthorizer(LambdaFunction function, String methodArn) {}

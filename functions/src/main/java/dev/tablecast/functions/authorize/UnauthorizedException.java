package dev.tablecast.functions.authorize;

/**
 * The answer for which API Gateway refuses a connection with 401: it knows it by its message alone,
 * which says nothing else.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html">Use
 *     API Gateway Lambda authorizers</a>
 */
final class UnauthorizedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception without a stack trace, which would only name a place in this package.
     */
    UnauthorizedException() {
        super("Unauthorized", null, false, false);
    }
}

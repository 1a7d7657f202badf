package dev.tablecast.bench.scale;

import dev.tablecast.infrastructure.configuration.api.StageLimits;

/**
 * What an account has in a Region unless AWS has raised it.
 *
 * @param postsPerSecond API Gateway's requests, of which each post is one
 * @param postBurst how many of them may come at once
 * @param newConnectionsPerSecond of all WebSocket APIs together
 * @param lambdaConcurrency invocations under way at a time
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html">API
 *     Gateway quotas</a>
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html">Lambda
 *     quotas</a>
 */
record Quotas(
        int postsPerSecond, int postBurst, int newConnectionsPerSecond, int lambdaConcurrency) {
    static final Quotas DEFAULT =
            new Quotas(
                    StageLimits.ACCOUNT_REQUESTS_PER_SECOND, StageLimits.ACCOUNT_BURST, 500, 1000);

    /** With so many posts a second, and half as many at once, as by default. */
    Quotas withPostsPerSecond(int value) {
        return new Quotas(value, value / 2, newConnectionsPerSecond, lambdaConcurrency);
    }
}

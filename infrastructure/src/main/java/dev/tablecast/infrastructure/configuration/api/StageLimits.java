package dev.tablecast.infrastructure.configuration.api;

/** The throttling limits of each route; {@link StageSettings} has the ranges. */
public record StageLimits(int requestsPerSecond, int requestBurst) {
    /** All that an account may do in a Region, posts included, unless AWS has raised it. */
    public static final int ACCOUNT_REQUESTS_PER_SECOND = 10_000;

    /** The same for those that come at once. */
    public static final int ACCOUNT_BURST = 5_000;

    public StageLimits {
        StageSettings.REQUESTS_PER_SECOND.require(requestsPerSecond);
        StageSettings.REQUEST_BURST.require(requestBurst);
    }
}

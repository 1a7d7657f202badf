package dev.tablecast.infrastructure.configuration;

/** What API Gateway lets through to each route; {@link StageSettings} says what these may be. */
public record StageLimits(int requestsPerSecond, int requestBurst) {
    public StageLimits {
        StageSettings.REQUESTS_PER_SECOND.require(requestsPerSecond);
        StageSettings.REQUEST_BURST.require(requestBurst);
    }
}

package dev.tablecast.infrastructure.configuration.function;

import static dev.tablecast.infrastructure.configuration.function.FunctionSizeSettings.CONNECTION_MEMORY_MEGABYTES;
import static dev.tablecast.infrastructure.configuration.function.FunctionSizeSettings.CONNECTION_TIMEOUT_SECONDS;
import static dev.tablecast.infrastructure.configuration.function.FunctionSizeSettings.POST_MEMORY_MEGABYTES;
import static dev.tablecast.infrastructure.configuration.function.FunctionSizeSettings.SUBSCRIBE_MEMORY_MEGABYTES;
import static dev.tablecast.infrastructure.configuration.function.FunctionSizeSettings.SUBSCRIBE_TIMEOUT_SECONDS;
import static dev.tablecast.infrastructure.configuration.function.FunctionSizeSettings.TRIGGER_MEMORY_MEGABYTES;
import static dev.tablecast.infrastructure.configuration.function.FunctionSizeSettings.TRIGGER_TIMEOUT_SECONDS;

import dev.tablecast.infrastructure.configuration.message.BroadcastLimits;
import java.time.Duration;

/**
 * Memory and timeouts of the functions; {@link FunctionSizeSettings} has the ranges. The post
 * function's timeout is in {@link BroadcastLimits}.
 */
public record FunctionSizes(
        int connectionMemoryMegabytes,
        Duration connectionTimeout,
        int subscribeMemoryMegabytes,
        Duration subscribeTimeout,
        int postMemoryMegabytes,
        int triggerMemoryMegabytes,
        Duration triggerTimeout) {
    public FunctionSizes {
        CONNECTION_MEMORY_MEGABYTES.require(connectionMemoryMegabytes);
        CONNECTION_TIMEOUT_SECONDS.require(Math.toIntExact(connectionTimeout.toSeconds()));
        SUBSCRIBE_MEMORY_MEGABYTES.require(subscribeMemoryMegabytes);
        SUBSCRIBE_TIMEOUT_SECONDS.require(Math.toIntExact(subscribeTimeout.toSeconds()));
        POST_MEMORY_MEGABYTES.require(postMemoryMegabytes);
        TRIGGER_MEMORY_MEGABYTES.require(triggerMemoryMegabytes);
        TRIGGER_TIMEOUT_SECONDS.require(Math.toIntExact(triggerTimeout.toSeconds()));
    }
}

package dev.tablecast.local.cloud.schedule;

import dev.tablecast.local.cloud.lambda.LambdaFunction;
import java.time.Duration;

/**
 * A function that is invoked at a fixed rate.
 *
 * @param rate the time between two invocations
 * @param input the event of every invocation, as JSON
 */
public record Schedule(String name, Duration rate, String input, LambdaFunction function) {}

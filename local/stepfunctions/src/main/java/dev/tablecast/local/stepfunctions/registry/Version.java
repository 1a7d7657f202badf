package dev.tablecast.local.stepfunctions.registry;

import java.time.Instant;

/**
 * A state machine as it was when it was published.
 *
 * @param machine with its own ARN, not that of the version
 * @param description empty for none
 */
public record Version(
        String arn, int number, StateMachine machine, String description, Instant created) {}

package dev.tablecast.local.stepfunctions.registry;

import java.time.Instant;

/**
 * A published version of a state machine.
 *
 * @param machine the published state machine, under its own ARN
 * @param description empty for none
 */
public record Version(
        String arn, int number, StateMachine machine, String description, Instant created) {}

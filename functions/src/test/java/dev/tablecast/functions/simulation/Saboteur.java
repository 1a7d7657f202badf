package dev.tablecast.functions.simulation;

import dev.tablecast.functions.log.HandOver;

/** Plants a world's fault into the calls of one invocation. */
final class Saboteur {
    Saboteur(World world, boolean isRetry) {}

    SimulatedDynamoDb wrap(SimulatedDynamoDb dynamoDb) {
        return dynamoDb;
    }

    HandOver wrap(HandOver handOver) {
        return handOver;
    }
}

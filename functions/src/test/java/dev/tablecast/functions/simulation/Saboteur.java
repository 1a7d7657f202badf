package dev.tablecast.functions.simulation;

import dev.tablecast.functions.log.HandOver;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Plants a world's fault into the calls of one invocation. */
final class Saboteur {
    private final World world;
    private final boolean isRetry;
    private final Map<String, Runnable> waitingForPass = new HashMap<>();

    Saboteur(World world, boolean isRetry) {
        this.world = world;
        this.isRetry = isRetry;
    }

    DynamoDbClient wrap(DynamoDbClient dynamoDb) {
        return world.sabotage == Sabotage.NONE
                ? dynamoDb
                : new SabotagedDynamoDb(dynamoDb, world.sabotage, isRetry, waitingForPass);
    }

    HandOver wrap(HandOver handOver) {
        return world.sabotage == Sabotage.PASSED_BEFORE_INVOKED
                ? (from, to) -> waitingForPass.put(to, () -> handOver.invoke(from, to))
                : handOver;
    }
}

package dev.tablecast.local.cloud;

import dev.tablecast.local.cloud.dynamodb.DynamoDbFaults;
import dev.tablecast.local.cloud.gateway.management.ManagementFaults;
import dev.tablecast.local.cloud.lambda.InvocationFaults;
import dev.tablecast.local.cloud.stream.StreamFaults;
import dev.tablecast.local.stepfunctions.api.ExecutionFaults;

/**
 * The faults that a test injects into the local cloud. No setting changes them: users get {@link
 * #NONE}, and the console's {@link dev.tablecast.local.cloud.console.FaultSwitch}, which is off by
 * default.
 *
 * @param connections faults of calls of the {@code @connections} API
 * @param dynamoDb faults of calls of DynamoDB and its streams
 * @param invocations faults of functions
 * @param executions faults of {@code StartSyncExecution}
 * @param stream faults of batches of the table's stream
 */
public record Faults(
        ManagementFaults connections,
        DynamoDbFaults dynamoDb,
        InvocationFaults invocations,
        ExecutionFaults executions,
        StreamFaults stream) {
    public static final Faults NONE =
            new Faults(
                    ManagementFaults.NONE,
                    DynamoDbFaults.NONE,
                    InvocationFaults.NONE,
                    ExecutionFaults.NONE,
                    StreamFaults.NONE);

    public Faults withConnections(ManagementFaults value) {
        return new Faults(value, dynamoDb, invocations, executions, stream);
    }

    public Faults withDynamoDb(DynamoDbFaults value) {
        return new Faults(connections, value, invocations, executions, stream);
    }

    public Faults withInvocations(InvocationFaults value) {
        return new Faults(connections, dynamoDb, value, executions, stream);
    }

    public Faults withExecutions(ExecutionFaults value) {
        return new Faults(connections, dynamoDb, invocations, value, stream);
    }

    public Faults withStream(StreamFaults value) {
        return new Faults(connections, dynamoDb, invocations, executions, value);
    }
}

package dev.tablecast.local.cloud;

import dev.tablecast.local.cloud.dynamodb.DynamoDbFaults;
import dev.tablecast.local.cloud.gateway.ManagementFaults;
import dev.tablecast.local.cloud.lambda.InvocationFaults;
import dev.tablecast.local.cloud.stream.StreamFaults;
import dev.tablecast.local.stepfunctions.api.ExecutionFaults;

/**
 * All that can go wrong in the local cloud because a test wants it so. No setting leads here: what
 * users start has {@link #NONE}. Beside it stands one switch, {@link
 * dev.tablecast.local.cloud.console.FaultSwitch}: off, until somebody turns it on in the console.
 *
 * @param connections of calls of the {@code @connections} API
 * @param dynamoDb of calls of DynamoDB and its streams
 * @param invocations of functions
 * @param executions of {@code StartSyncExecution}
 * @param stream of batches of the table's stream
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

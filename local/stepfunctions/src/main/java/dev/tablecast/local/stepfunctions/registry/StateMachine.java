package dev.tablecast.local.stepfunctions.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.local.stepfunctions.asl.Definition;
import dev.tablecast.local.stepfunctions.asl.WorkflowType;
import dev.tablecast.local.stepfunctions.execution.ExecutionRequest;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot of a state machine.
 *
 * @param source the definition as it was created or updated
 * @param configuration parameters that are stored and returned but have no effect here, such as
 *     {@code loggingConfiguration}
 * @param revision null before the first update
 * @param published the version that it was found by; null if it was found by its own ARN
 */
public record StateMachine(
        String arn,
        String name,
        WorkflowType type,
        String source,
        Definition definition,
        String roleArn,
        Map<String, JsonNode> configuration,
        Instant created,
        Instant updated,
        @Nullable UUID revision,
        @Nullable Published published) {
    public StateMachine {
        configuration = Map.copyOf(configuration);
    }

    /** Returns a copy that was found by a version. */
    StateMachine reachedBy(Published version) {
        return new StateMachine(
                arn,
                name,
                type,
                source,
                definition,
                roleArn,
                configuration,
                created,
                updated,
                revision,
                version);
    }

    /**
     * Returns the state machine of a distributed Map's iterations, which can't be started directly.
     *
     * @param child the request for one of the iterations
     */
    StateMachine ofIteration(ExecutionRequest child) {
        return new StateMachine(
                child.stateMachineArn(),
                child.stateMachineName(),
                child.type(),
                source,
                child.definition(),
                roleArn,
                configuration,
                created,
                updated,
                revision,
                published);
    }

    /** Returns a copy with another definition, under the same name and ARN. */
    public StateMachine doing(String otherSource, Definition other) {
        return new StateMachine(
                arn,
                name,
                type,
                otherSource,
                other,
                roleArn,
                configuration,
                created,
                updated,
                revision,
                published);
    }
}

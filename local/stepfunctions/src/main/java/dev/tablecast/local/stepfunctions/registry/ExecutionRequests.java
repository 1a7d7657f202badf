package dev.tablecast.local.stepfunctions.registry;

import dev.tablecast.local.stepfunctions.execution.ExecutionRequest;
import dev.tablecast.local.stepfunctions.path.RandomUuid;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The requests that executions are started with, each with a name and an ARN.
 *
 * @param random source of the names and ids that the caller doesn't choose
 */
record ExecutionRequests(Arns arns, RandomGenerator random) {
    /**
     * Returns the request for an execution of a state machine.
     *
     * @param name null for a random UUID
     * @param input JSON text; null for an empty object
     * @throws RefusedException {@code InvalidName}, {@code InvalidExecutionInput}
     */
    ExecutionRequest of(StateMachine machine, @Nullable String name, @Nullable String input) {
        var payload = ExecutionInput.parse(input);
        var named = name == null ? RandomUuid.next(random).toString() : Names.require(name);
        var arn =
                switch (machine.type()) {
                    case STANDARD -> arns.execution(machine.name(), named);
                    case EXPRESS ->
                            arns.expressExecution(machine.name(), named, RandomUuid.next(random));
                };
        return new ExecutionRequest(
                arn,
                named,
                machine.roleArn(),
                machine.arn(),
                machine.name(),
                machine.type(),
                machine.definition(),
                payload,
                null);
    }
}

package dev.tablecast.local.stepfunctions.api;

import dev.tablecast.local.stepfunctions.api.ExecutionFaults.Call;
import dev.tablecast.local.stepfunctions.api.ExecutionFaults.ErrorAfterwards;
import dev.tablecast.local.stepfunctions.api.ExecutionFaults.Fails;
import dev.tablecast.local.stepfunctions.api.ExecutionFaults.None;
import dev.tablecast.local.stepfunctions.api.ExecutionFaults.Refused;
import dev.tablecast.local.stepfunctions.api.ExecutionFaults.ResetAfterwards;
import dev.tablecast.local.stepfunctions.asl.Definition;
import dev.tablecast.local.stepfunctions.asl.parser.DefinitionParser;
import dev.tablecast.local.stepfunctions.json.Json;
import dev.tablecast.local.stepfunctions.registry.Execution;
import dev.tablecast.local.stepfunctions.registry.Executions;
import dev.tablecast.local.stepfunctions.registry.StateMachine;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs executions to their ends for {@code StartSyncExecution}, with injected faults. */
record SyncExecutions(Executions executions, ExecutionFaults faults) {
    private static final String STATE = "Injected failure";

    /**
     * Runs an execution.
     *
     * @param name null for a random UUID
     * @param input JSON text; null for an empty object
     * @throws InjectedErrorException if a fault replaces the response
     * @throws InjectedResetException if a fault resets the connection
     */
    Execution run(Starts.Start start, @Nullable String name, @Nullable String input)
            throws InterruptedException {
        var call = new Call(start.machine().name(), input == null ? "{}" : input);
        return switch (faults.before(call)) {
            case None none -> run(start.machine(), start, name, input);
            case Refused(String type, int status) -> throw new InjectedErrorException(status, type);
            case Fails fails -> run(failing(start.machine(), fails), start, name, input);
            case ErrorAfterwards(int status) -> {
                run(start.machine(), start, name, input);
                throw new InjectedErrorException(status, "InternalServerError");
            }
            case ResetAfterwards reset -> {
                run(start.machine(), start, name, input);
                throw new InjectedResetException();
            }
        };
    }

    private Execution run(
            StateMachine machine, Starts.Start start, @Nullable String name, @Nullable String input)
            throws InterruptedException {
        return executions.run(machine, name, input, start.integration());
    }

    /** Returns the state machine with a definition that only fails. */
    private static StateMachine failing(StateMachine machine, Fails failure) {
        var json = Json.object().put("StartAt", STATE);
        json.putObject("States")
                .putObject(STATE)
                .put("Type", "Fail")
                .put("Error", failure.error())
                .put("Cause", failure.cause());
        String source = Json.write(json);
        Definition definition =
                new DefinitionParser((resource, parameters) -> List.of()).parse(source);
        return machine.doing(source, definition);
    }
}

package dev.tablecast.local.stepfunctions.execution.map;

import dev.tablecast.local.stepfunctions.asl.Definition;
import dev.tablecast.local.stepfunctions.asl.StateGraph;
import dev.tablecast.local.stepfunctions.asl.WorkflowType;
import dev.tablecast.local.stepfunctions.execution.ExecutionRequest;
import dev.tablecast.local.stepfunctions.execution.Payload;

/**
 * The names in one run of a distributed Map.
 *
 * @param parent the execution that the Map is in
 * @param label of the Map
 * @param id of this run
 */
public record MapRun(ExecutionRequest parent, String label, String id) {
    private static final String MACHINE = ":stateMachine:";

    public String arn() {
        return parent.stateMachineArn().replace(MACHINE, ":mapRun:") + "/" + label + ":" + id;
    }

    /** The request of an iteration. */
    public ExecutionRequest child(
            String name, WorkflowType type, StateGraph itemProcessor, Payload input) {
        var machine = parent.stateMachineArn() + "/" + label;
        var kind = type == WorkflowType.STANDARD ? ":execution:" : ":express:";
        return new ExecutionRequest(
                machine.replace(MACHINE, kind) + ":" + name,
                name,
                parent.roleArn(),
                machine,
                parent.stateMachineName() + "/" + label,
                type,
                new Definition(itemProcessor, null),
                input,
                arn());
    }
}

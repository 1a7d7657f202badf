package dev.tablecast.local.stepfunctions.execution;

import dev.tablecast.local.stepfunctions.asl.Definition;
import dev.tablecast.local.stepfunctions.asl.StateGraph;
import dev.tablecast.local.stepfunctions.asl.WorkflowType;

/**
 * The names in one run of a distributed Map.
 *
 * @param parent the execution that the Map is in
 * @param label of the Map
 * @param id of this run
 */
record MapRun(ExecutionRequest parent, String label, String id) {
    private static final String MACHINE = ":stateMachine:";

    String arn() {
        return parent.stateMachineArn().replace(MACHINE, ":mapRun:") + "/" + label + ":" + id;
    }

    /** The request of an iteration. */
    ExecutionRequest child(
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

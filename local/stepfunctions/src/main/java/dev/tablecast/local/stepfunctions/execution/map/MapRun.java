package dev.tablecast.local.stepfunctions.execution.map;

import dev.tablecast.local.stepfunctions.asl.Definition;
import dev.tablecast.local.stepfunctions.asl.StateGraph;
import dev.tablecast.local.stepfunctions.asl.WorkflowType;
import dev.tablecast.local.stepfunctions.execution.ExecutionRequest;
import dev.tablecast.local.stepfunctions.execution.Payload;

/**
 * The names in one Map Run of a distributed Map.
 *
 * @param parent the execution that contains the Map
 * @param label the label of the Map
 * @param id the id of the Map Run
 */
public record MapRun(ExecutionRequest parent, String label, String id) {
    private static final String MACHINE = ":stateMachine:";

    /** Returns the ARN of the Map Run. */
    public String arn() {
        return parent.stateMachineArn().replace(MACHINE, ":mapRun:") + "/" + label + ":" + id;
    }

    /** Returns the request for a child execution. */
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

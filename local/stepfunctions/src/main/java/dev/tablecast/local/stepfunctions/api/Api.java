package dev.tablecast.local.stepfunctions.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tablecast.local.stepfunctions.execution.task.PendingTasks;
import dev.tablecast.local.stepfunctions.integration.ServiceIntegration;
import dev.tablecast.local.stepfunctions.json.Json;
import dev.tablecast.local.stepfunctions.json.MalformedJsonException;
import dev.tablecast.local.stepfunctions.mock.MockConfiguration;
import dev.tablecast.local.stepfunctions.registry.Activities;
import dev.tablecast.local.stepfunctions.registry.Executions;
import dev.tablecast.local.stepfunctions.registry.Publications;
import dev.tablecast.local.stepfunctions.registry.RefusedException;
import dev.tablecast.local.stepfunctions.registry.RefusedException.Code;
import dev.tablecast.local.stepfunctions.registry.StateMachines;
import dev.tablecast.local.stepfunctions.registry.StateTests;
import java.util.HashMap;
import java.util.Map;

/**
 * The actions of Step Functions' API, by name.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/apireference/Welcome.html">API
 *     Reference</a>
 */
public final class Api {
    private static final String PREFIX = "AWSStepFunctions.";

    private final Map<String, Operation> operations;

    /**
     * @param integration the services that Task states call, except those that a test case mocks
     * @param faults the faults to inject into synchronous executions
     */
    public Api(
            StateMachines machines,
            Publications publications,
            Executions executions,
            Activities activities,
            PendingTasks pendingTasks,
            StateTests tests,
            ServiceIntegration integration,
            MockConfiguration mocks,
            ExecutionFaults faults) {
        var all = new HashMap<>(new StateMachineOperations(machines, publications).all());
        all.putAll(
                new ExecutionOperations(
                                executions,
                                new Starts(publications, integration, mocks),
                                publications,
                                faults)
                        .all());
        all.putAll(new ActivityOperations(activities).all());
        all.putAll(new TaskOperations(pendingTasks).all());
        all.putAll(new VersionOperations(publications).all());
        all.putAll(new MapRunOperations(executions.mapRuns(), executions).all());
        all.put("TestState", new StateTestOperation(tests));
        this.operations = Map.copyOf(all);
    }

    /**
     * Carries out a request.
     *
     * @param target such as {@code AWSStepFunctions.StartExecution}
     * @param body the parameters as JSON text
     * @throws RefusedException with the error to return
     * @throws InjectedErrorException with the injected error to return
     * @throws InjectedResetException if the connection must be reset instead of a response
     */
    JsonNode call(String target, String body) throws InterruptedException {
        var operation =
                target.startsWith(PREFIX)
                        ? operations.get(target.substring(PREFIX.length()))
                        : null;
        if (operation == null) {
            throw new RefusedException(
                    Code.UNKNOWN_OPERATION,
                    "\""
                            + target
                            + "\" is not supported here; the supported actions are: "
                            + String.join(", ", operations.keySet().stream().sorted().toList()));
        }
        return operation.call(new Parameters(object(body)));
    }

    private static ObjectNode object(String body) {
        try {
            if (Json.parse(body) instanceof ObjectNode object) {
                return object;
            }
            throw new RefusedException(
                    Code.SERIALIZATION_EXCEPTION, "The body must be a JSON object");
        } catch (MalformedJsonException e) {
            throw new RefusedException(
                    Code.SERIALIZATION_EXCEPTION, "The body is not JSON: " + e.getMessage());
        }
    }
}

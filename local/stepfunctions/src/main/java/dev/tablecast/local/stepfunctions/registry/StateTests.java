package dev.tablecast.local.stepfunctions.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tablecast.local.stepfunctions.asl.Definition;
import dev.tablecast.local.stepfunctions.asl.State;
import dev.tablecast.local.stepfunctions.asl.StateGraph;
import dev.tablecast.local.stepfunctions.asl.WorkflowType;
import dev.tablecast.local.stepfunctions.execution.ExecutionRequest;
import dev.tablecast.local.stepfunctions.execution.StateTest;
import dev.tablecast.local.stepfunctions.execution.StateTest.Mock;
import dev.tablecast.local.stepfunctions.execution.TestedState;
import dev.tablecast.local.stepfunctions.execution.interpreter.Interpreter;
import dev.tablecast.local.stepfunctions.integration.ServiceIntegration;
import dev.tablecast.local.stepfunctions.path.RandomUuid;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Runs single states as if they were in an EXPRESS execution, which is not recorded.
 *
 * @param integration the services that a Task state without a mock calls
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_TestState.html">TestState</a>
 */
public record StateTests(
        Arns arns,
        Interpreter interpreter,
        RandomGenerator random,
        ServiceIntegration integration) {
    /**
     * A state under test, with the parameters of its test. {@link StateTest} describes those
     * without a description here.
     *
     * @param input JSON text; null for an empty object
     * @param roleArn null for none
     */
    public record Subject(
            State state,
            @Nullable String input,
            @Nullable String roleArn,
            ObjectNode variables,
            @Nullable ObjectNode context,
            @Nullable Mock mock,
            int retries,
            int failedIterations,
            @Nullable JsonNode itemsRead) {}

    /**
     * Runs a state.
     *
     * @throws RefusedException {@code InvalidExecutionInput}
     */
    public TestedState run(Subject subject) throws InterruptedException {
        var machine = RandomUuid.next(random).toString();
        var name = RandomUuid.next(random).toString();
        var state = subject.state();
        var request =
                new ExecutionRequest(
                        arns.expressExecution(machine, name, RandomUuid.next(random)),
                        name,
                        subject.roleArn(),
                        arns.stateMachine(machine),
                        machine,
                        WorkflowType.EXPRESS,
                        new Definition(
                                new StateGraph(state.name(), Map.of(state.name(), state)), null),
                        ExecutionInput.parse(subject.input()),
                        null);
        var test =
                new StateTest(
                        state,
                        request,
                        subject.variables(),
                        subject.context(),
                        subject.mock(),
                        subject.retries(),
                        subject.failedIterations(),
                        subject.itemsRead());
        return interpreter.test(
                test,
                subject.mock() == null ? integration : new MockedTask(subject.mock(), integration));
    }
}

package dev.tablecast.local.stepfunctions.api;

import dev.tablecast.local.stepfunctions.integration.ServiceIntegration;
import dev.tablecast.local.stepfunctions.mock.MockConfiguration;
import dev.tablecast.local.stepfunctions.registry.Publications;
import dev.tablecast.local.stepfunctions.registry.RefusedException;
import dev.tablecast.local.stepfunctions.registry.StateMachine;

/**
 * Resolves the {@code stateMachineArn} of StartExecution and StartSyncExecution: an ARN, which may
 * be followed by {@code #} and the name of a test case, as in Step Functions Local.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/sfn-local-test-sm-exec.html">Using
 *     mocked service integrations</a>
 */
record Starts(Publications publications, ServiceIntegration integration, MockConfiguration mocks) {
    /**
     * A state machine to start.
     *
     * @param integration the services that the Task states of this execution call
     */
    record Start(StateMachine machine, ServiceIntegration integration) {}

    /**
     * Returns the state machine of an ARN.
     *
     * @throws RefusedException {@code InvalidArn}, {@code StateMachineDoesNotExist}; {@code
     *     ValidationException} if the test case is unknown
     */
    Start of(String arn) {
        int hash = arn.indexOf('#');
        if (hash < 0) {
            return new Start(publications.resolve(arn), integration);
        }
        var machine = publications.resolve(arn.substring(0, hash));
        return new Start(machine, mocks.integration(machine, arn.substring(hash + 1), integration));
    }
}

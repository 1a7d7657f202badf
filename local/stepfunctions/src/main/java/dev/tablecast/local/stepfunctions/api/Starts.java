package dev.tablecast.local.stepfunctions.api;

import dev.tablecast.local.stepfunctions.integration.ServiceIntegration;
import dev.tablecast.local.stepfunctions.mock.MockConfiguration;
import dev.tablecast.local.stepfunctions.registry.Publications;
import dev.tablecast.local.stepfunctions.registry.RefusedException;
import dev.tablecast.local.stepfunctions.registry.StateMachine;

/**
 * What an execution is started from: a state machine's ARN, or one followed by {@code #} and the
 * name of a test case, as Step Functions Local takes it.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/sfn-local-test-sm-exec.html">
 *     Using mocked service integrations</a>
 */
record Starts(Publications publications, ServiceIntegration integration, MockConfiguration mocks) {
    /**
     * @param integration what this execution's Task states call
     */
    record Start(StateMachine machine, ServiceIntegration integration) {}

    /**
     * @throws RefusedException where there is no such state machine or test case
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

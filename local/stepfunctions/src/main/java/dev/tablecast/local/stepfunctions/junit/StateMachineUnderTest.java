package dev.tablecast.local.stepfunctions.junit;

import dev.tablecast.local.stepfunctions.execution.Time;
import java.time.Duration;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.StateMachineListItem;
import software.amazon.awssdk.services.sfn.model.StateMachineType;

/** The state machine of a {@link StepFunctionsTest}. */
public final class StateMachineUnderTest {
    private static final String ROLE = "arn:aws:iam::012345678901:role/test";
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final SfnClient client;
    private final String arn;
    private final String definition;

    private StateMachineUnderTest(SfnClient client, String arn, String definition) {
        this.client = client;
        this.arn = arn;
        this.definition = definition;
    }

    /**
     * Creates the state machine. An existing one of this name, from earlier tests, gets the new
     * definition.
     */
    static StateMachineUnderTest create(SfnClient client, DefinitionFile file) {
        var created =
                client.listStateMachinesPaginator().stateMachines().stream()
                        .filter(machine -> machine.name().equals(file.name()))
                        .map(StateMachineListItem::stateMachineArn)
                        .findFirst()
                        .orElseGet(() -> createNew(client, file));
        client.updateStateMachine(r -> r.stateMachineArn(created).definition(file.text()));
        return new StateMachineUnderTest(client, created, file.text());
    }

    private static String createNew(SfnClient client, DefinitionFile file) {
        return client.createStateMachine(
                        r ->
                                r.name(file.name())
                                        .type(StateMachineType.STANDARD)
                                        .roleArn(ROLE)
                                        .definition(file.text()))
                .stateMachineArn();
    }

    /** Returns the ARN. */
    public String arn() {
        return arn;
    }

    /**
     * Returns the definition as it was created: with its substitutions, and with Maps that run one
     * iteration at a time.
     */
    public String definition() {
        return definition;
    }

    /**
     * Runs an execution without mocks and waits for its end.
     *
     * @param input JSON text
     * @throws IllegalStateException if it takes more than a minute
     */
    public StateMachineRun run(String input) {
        return runFrom(arn, input);
    }

    /**
     * Runs a test case of the mock configuration and waits for its end.
     *
     * @param input JSON text
     * @throws IllegalStateException if it takes more than a minute
     */
    public StateMachineRun run(String testCase, String input) {
        return runFrom(arn + "#" + testCase, input);
    }

    private StateMachineRun runFrom(String target, String input) {
        var execution =
                client.startExecution(r -> r.stateMachineArn(target).input(input)).executionArn();
        var ended = await(execution);
        var history =
                client
                        .getExecutionHistoryPaginator(r -> r.executionArn(execution))
                        .events()
                        .stream()
                        .toList();
        var last = history.getLast().executionFailedEventDetails();
        return new StateMachineRun(
                execution,
                ended.status(),
                ended.output(),
                last == null ? null : last.error(),
                last == null ? null : last.cause(),
                history);
    }

    private DescribeExecutionResponse await(String execution) {
        var time = Time.system();
        var deadline = time.now().plus(LONGEST);
        while (time.now().isBefore(deadline)) {
            var now = client.describeExecution(r -> r.executionArn(execution));
            if (now.status() != ExecutionStatus.RUNNING) {
                return now;
            }
            try {
                time.sleep(BETWEEN_LOOKS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while " + execution + " ran", e);
            }
        }
        client.stopExecution(r -> r.executionArn(execution));
        throw new IllegalStateException(execution + " was still running after " + LONGEST);
    }
}

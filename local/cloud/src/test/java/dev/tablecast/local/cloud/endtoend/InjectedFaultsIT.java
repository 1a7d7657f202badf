package dev.tablecast.local.cloud.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tablecast.local.cloud.Faults;
import dev.tablecast.local.cloud.dynamodb.DynamoDbFaults;
import dev.tablecast.local.cloud.gateway.management.ManagementFaults;
import dev.tablecast.local.cloud.lambda.InvocationFaults;
import dev.tablecast.local.stepfunctions.api.ExecutionFaults;
import dev.tablecast.testing.watching.WatchingClient;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Each kind of fault, once, in the way of a change: it arrives nevertheless. */
class InjectedFaultsIT {
    private static final AtomicReference<Faults> FAULTS = new AtomicReference<>(Faults.NONE);
    private static TestSystem system;

    /** The number of remaining faults. */
    private final AtomicInteger left = new AtomicInteger(1);

    @BeforeAll
    static void start() {
        system =
                TestSystem.start(
                        options ->
                                options.withFaults(
                                        new Faults(
                                                call -> FAULTS.get().connections().before(call),
                                                call -> FAULTS.get().dynamoDb().before(call),
                                                (name, event) ->
                                                        FAULTS.get()
                                                                .invocations()
                                                                .before(name, event),
                                                call -> FAULTS.get().executions().before(call),
                                                records ->
                                                        FAULTS.get().stream()
                                                                .redelivers(records))));
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    @AfterEach
    void disconnect() {
        FAULTS.set(Faults.NONE);
        system.disconnectAll();
    }

    @Test
    void aPostThatIsReset() {
        arrivesUnder(
                "aPostThatIsReset",
                Faults.NONE.withConnections(
                        call ->
                                once()
                                        ? new ManagementFaults.Reset()
                                        : new ManagementFaults.None()));
    }

    @Test
    void aScanThatIsThrottled() {
        arrivesUnder(
                "aScanThatIsThrottled",
                Faults.NONE.withDynamoDb(
                        call ->
                                call.operation().equals("Scan") && once()
                                        ? new DynamoDbFaults.Throttled()
                                        : new DynamoDbFaults.None()));
    }

    @Test
    void aFunctionThatIsThrottled() {
        arrivesUnder(
                "aFunctionThatIsThrottled",
                Faults.NONE.withInvocations(
                        (name, event) ->
                                name.equals("stream-trigger") && once()
                                        ? new InvocationFaults.Throttled()
                                        : new InvocationFaults.None()));
    }

    @Test
    void anExecutionThatIsRefused() {
        arrivesUnder(
                "anExecutionThatIsRefused",
                Faults.NONE.withExecutions(
                        call ->
                                once()
                                        ? new ExecutionFaults.Refused("ThrottlingException", 400)
                                        : new ExecutionFaults.None()));
    }

    @Test
    void anExecutionThatFails() {
        arrivesUnder(
                "anExecutionThatFails",
                Faults.NONE.withExecutions(
                        call ->
                                once()
                                        ? new ExecutionFaults.Fails("States.Runtime", "injected")
                                        : new ExecutionFaults.None()));
    }

    @Test
    void anExecutionWhoseAnswerIsLostIsDeliveredAgainWithTheSameNumbers() {
        WatchingClient client = system.connect();
        FAULTS.set(
                Faults.NONE.withExecutions(
                        call ->
                                once()
                                        ? new ExecutionFaults.ResetAfterwards()
                                        : new ExecutionFaults.None()));
        system.put("lost", "value", "1");

        awaitTheSameMessageTwice(client);
    }

    @Test
    void aFunctionThatCrashesAfterItsWorkSendsNothingAgain() {
        WatchingClient client = system.connect();
        FAULTS.set(
                Faults.NONE.withInvocations(
                        (name, event) ->
                                name.equals("stream-trigger") && once()
                                        ? new InvocationFaults.FailsAfter(InvocationFaults.crash())
                                        : new InvocationFaults.None()));
        system.put("crashed", "value", "1");

        awaitOnce(client, "crashed");
    }

    @Test
    void aBatchThatIsRedeliveredIsNotSentAgain() {
        WatchingClient client = system.connect();
        FAULTS.set(Faults.NONE.withStream(records -> once()));
        system.put("twice", "value", "1");

        awaitOnce(client, "twice");
    }

    private void arrivesUnder(String id, Faults faults) {
        WatchingClient client = system.connect();
        FAULTS.set(faults);
        system.put(id, "value", "1");

        await().untilAsserted(() -> assertThat(client.values("/keys/id")).contains(id));
        assertThat(left.get()).as("faults to come").isNotPositive();
        assertThat(client.closed()).isNotDone();
    }

    private void awaitTheSameMessageTwice(WatchingClient client) {
        await().untilAsserted(
                        () -> {
                            List<String> texts = client.texts();
                            assertThat(texts).hasSize(2).containsOnly(texts.getFirst());
                        });
    }

    /** Waits for a later change: whatever the fault makes Lambda do again is over then. */
    private void awaitOnce(WatchingClient client, String id) {
        await().until(() -> left.get() <= 0 && client.values("/keys/id").contains(id));
        system.put(id + "-later", "value", "1");
        await().until(() -> client.values("/keys/id").contains(id + "-later"));

        assertThat(client.values("/keys/id")).containsExactly(id, id + "-later");
    }

    private boolean once() {
        return left.getAndDecrement() > 0;
    }
}

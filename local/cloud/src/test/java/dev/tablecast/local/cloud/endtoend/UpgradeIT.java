package dev.tablecast.local.cloud.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.local.cloud.Faults;
import dev.tablecast.local.cloud.provision.Resource;
import dev.tablecast.testing.deployed.Launch;
import dev.tablecast.testing.watching.WatchingClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import software.amazon.awssdk.services.sfn.SfnClient;

/**
 * An upgrade under way: functions and state machine of the release before are replaced one by one,
 * in the order of the graph, and then put back, while changes flow and clients come and go. Between
 * any two steps both releases write and read the same tables.
 */
@Timeout(900)
@EnabledIfSystemProperty(
        named = "upgrade",
        matches = "true",
        disabledReason =
                "until there is a release it upgrades this build to itself, for minutes;"
                        + " -Dupgrade=true runs it")
class UpgradeIT {
    private static final String FUNCTION = "aws:lambda/function:Function";
    private static final List<String> QUICK_START =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx128m");
    private static final String STATE_MACHINE = "aws:sfn/stateMachine:StateMachine";

    private final AtomicInteger written = new AtomicInteger();
    private final List<Watching> watching = new ArrayList<>();

    /** A client that subscribes, with what it has when it joins. */
    private record Watching(WatchingClient client, String joined, long after) {
        List<Long> numbers() {
            return client.changes().stream().map(change -> change.path("seq").asLong()).toList();
        }

        long last() {
            return numbers().stream().max(Long::compare).orElse(after);
        }
    }

    @Test
    void nobodyIsSilentlyBehindWhileReleasesRunSideBySide() throws Exception {
        PreviousRelease previous = PreviousRelease.find();
        try (var releases = new ReleasedFunctions();
                var system =
                        TestSystem.start(
                                options ->
                                        options.withFaults(Faults.NONE.withInvocations(releases)),
                                "projection",
                                "ALL")) {
            List<Resource> order =
                    system.cloud().resources().stream()
                            .filter(r -> List.of(FUNCTION, STATE_MACHINE).contains(r.type()))
                            .toList();
            assertThat(order).extracting(Resource::name).contains("post", "stream-trigger");
            for (Resource resource : order) {
                if (resource.type().equals(FUNCTION)) {
                    releases.start(
                            resource.name(),
                            Launch.of(
                                            resource.name(),
                                            resource.inputs(),
                                            previous.jar(),
                                            system.cloud().functionEnvironment(),
                                            Path.of("target"))
                                    .withJvmOptions(QUICK_START));
                }
            }
            // The alias names the stream's generation, by which the epoch stays the same.
            releases.invokeOtherAs("stream-trigger", mappedAlias(system));
            String definition = definition(system.stepFunctions());
            String before = previous.definition(definition);
            assertThat(before).isNotEqualTo(definition);
            define(system.stepFunctions(), before);
            WatchingClient plain = system.connect();
            flow(system);
            // The first change begins the log; positions from before that are of no epoch.
            String first = Integer.toString(written.get());
            await().until(() -> plain.values("/new/value").contains(first));
            join(system, "before");
            flow(system);

            for (Resource resource : order) {
                step(system, resource, () -> releases.useThis(resource.name()), definition);
            }
            List<Resource> back = new ArrayList<>(order);
            Collections.reverse(back);
            for (Resource resource : back) {
                step(system, resource, () -> releases.useOther(resource.name()), before);
            }

            assertEverybodyHasEverything(system, plain);
            for (String name : List.of("post", "stream-trigger", "connect", "subscribe")) {
                assertThat(releases.answeredByOther(name)).as(name).isPositive();
            }
        }
    }

    /** Replaces one part; changes flow on, somebody resumes and somebody new connects. */
    private void step(TestSystem system, Resource resource, Runnable function, String definition) {
        if (resource.type().equals(FUNCTION)) {
            function.run();
        } else {
            define(system.stepFunctions(), definition);
        }
        flow(system);
        resume(system, "at " + resource.name());
        flow(system);
    }

    /** Makes some changes, and returns when everyone who watches has the last of them. */
    private void flow(TestSystem system) {
        for (int i = 0; i < 5; i++) {
            int number = written.incrementAndGet();
            system.put("item-" + number % 3, "value", Integer.toString(number));
        }
        String last = Integer.toString(written.get());
        for (Watching one : watching) {
            if (!one.client().closed().isDone()) {
                await(one.joined() + " has change " + last)
                        .until(() -> one.client().values("/new/value").contains(last));
            }
        }
    }

    private void join(TestSystem system, String when) {
        WatchingClient client = system.connect(WatchingClient.builder().subprotocols("tablecast"));
        client.subscribe(1, "");
        watching.add(new Watching(client, when, number(live(client))));
    }

    /** Lets the last client drop its connection, misses a change, and resumes from its position. */
    private void resume(TestSystem system, String when) {
        Watching gone = watching.getLast();
        String[] position = live(gone.client()).split("\\.", 3);
        long last = gone.last();
        gone.client().cut();
        gone.client().closed().complete(1006);
        system.put("missed", "value", Integer.toString(written.incrementAndGet()));
        WatchingClient client = system.connect(WatchingClient.builder().subprotocols("tablecast"));
        client.subscribe(1, position[0] + "." + last + "." + position[2]);
        live(client);
        watching.add(new Watching(client, when, last));
    }

    /** Returns the position of a client's message {@code live}. */
    private static String live(WatchingClient client) {
        await().until(() -> message(client, "live") != null);
        assertThat(message(client, "reset")).isNull();
        return message(client, "live").path("position").asText();
    }

    private static JsonNode message(WatchingClient client, String type) {
        return client.texts().stream()
                .map(WatchingClient::json)
                .filter(message -> message.path("type").asText().equals(type))
                .findFirst()
                .orElse(null);
    }

    private static long number(String position) {
        return Long.parseLong(position.split("\\.", 3)[1]);
    }

    private void assertEverybodyHasEverything(TestSystem system, WatchingClient plain) {
        String last = Integer.toString(written.get());
        await().until(() -> plain.values("/new/value").contains(last));
        var everything = new TreeSet<Integer>();
        plain.values("/new/value").forEach(value -> everything.add(Integer.parseInt(value)));
        assertThat(everything).hasSize(written.get()).last().isEqualTo(written.get());
        for (Watching one : watching) {
            List<Long> numbers = one.numbers().stream().distinct().sorted().toList();
            assertThat(numbers).as(one.joined()).isNotEmpty();
            for (int i = 0; i < numbers.size(); i++) {
                assertThat(numbers.get(i))
                        .as("%s follows %d without a gap", one.joined(), one.after())
                        .isEqualTo(one.after() + 1 + i);
            }
            assertThat(message(one.client(), "reset")).isNull();
        }
        await().until(system::owesNothing);
    }

    private static String mappedAlias(TestSystem system) {
        return system.cloud().resources().stream()
                .filter(r -> r.type().equals("aws:lambda/eventSourceMapping:EventSourceMapping"))
                .map(r -> String.valueOf(r.inputs().get("functionName")))
                .filter(arn -> arn.contains(":stream-trigger:"))
                .findFirst()
                .orElseThrow();
    }

    private static String definition(SfnClient stepFunctions) {
        return stepFunctions
                .describeStateMachine(r -> r.stateMachineArn(machine(stepFunctions)))
                .definition();
    }

    private static void define(SfnClient stepFunctions, String definition) {
        stepFunctions.updateStateMachine(
                r -> r.stateMachineArn(machine(stepFunctions)).definition(definition));
    }

    private static String machine(SfnClient stepFunctions) {
        return stepFunctions.listStateMachines().stateMachines().getFirst().stateMachineArn();
    }
}

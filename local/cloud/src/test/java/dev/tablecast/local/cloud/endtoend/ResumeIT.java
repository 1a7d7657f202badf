package dev.tablecast.local.cloud.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.testing.watching.WatchingClient;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sub-protocol: subscribe, be cut, come back, and have every change once. */
class ResumeIT {
    private static TestSystem system;

    @BeforeAll
    static void start() {
        system = TestSystem.start("projection", "ALL", "replayChanges", "1000");
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    @AfterEach
    void disconnect() {
        system.closeClients();
    }

    @Test
    void aSubscriberGetsNothingBeforeItSubscribesAndEverythingFromThenOn() {
        WatchingClient witness = system.connect();
        WatchingClient client = protocolClient();
        system.put("before", "value", "1");
        await().until(() -> witness.values("/keys/id").contains("before"));
        assertThat(client.texts()).isEmpty();

        client.subscribe(1, "");
        await().until(() -> hasMessage(client, "live"));
        system.put("after", "value", "1");

        await().until(() -> client.values("/keys/id").equals(List.of("after")));
        JsonNode subscribed = message(client, "subscribed");
        assertThat(subscribed.get("sub").asText()).isEqualTo("a");
        assertThat(subscribed.get("rev").asInt()).isEqualTo(1);
        assertThat(subscribed.get("contiguous").asBoolean()).isTrue();
        JsonNode changes = message(client, "changes");
        assertThat(changes.get("subs").toString()).isEqualTo("[\"a\"]");
        assertThat(changes.get("epoch").asText())
                .isEqualTo(subscribed.get("position").asText().split("\\.")[0]);
        assertThat(changes.get("from").asLong()).isEqualTo(changes.at("/changes/0/seq").asLong());
        assertThat(message(witness, "changes").has("subs")).isFalse();
    }

    @Test
    void whoComesBackGetsWhatItMissedOnceAndInOrder() {
        WatchingClient first = protocolClient();
        first.subscribe(1, "");
        await().until(() -> hasMessage(first, "live"));
        String position = message(first, "live").get("position").asText();
        first.cut();
        List<String> missed = IntStream.range(0, 20).mapToObj(i -> "missed-" + i).toList();
        WatchingClient witness = system.connect();
        missed.forEach(id -> system.put(id, "value", "1"));
        await().until(() -> witness.values("/keys/id").size() == missed.size());

        WatchingClient second = protocolClient();
        second.subscribe(1, position);
        await().until(() -> hasMessage(second, "live"));
        system.put("then", "value", "1");
        await().until(() -> second.values("/keys/id").contains("then"));

        assertThat(second.values("/keys/id").subList(0, missed.size())).isEqualTo(missed);
        assertThat(second.values("/seq")).doesNotHaveDuplicates().hasSize(missed.size() + 1);
        assertThat(numbers(second)).isEqualTo(consecutive(numbers(second)));
        assertThat(hasMessage(second, "reset")).isFalse();
    }

    @Test
    void aReplayOfManyChangesGoesInStepsEachFrameOfWhichFits() {
        WatchingClient first = protocolClient();
        first.subscribe(1, "");
        await().until(() -> hasMessage(first, "live"));
        String position = message(first, "live").get("position").asText();
        first.close();
        WatchingClient witness = system.connect();
        String filling = "x".repeat(20_000);
        for (int i = 0; i < 80; i++) {
            system.put("step-" + i, "value", filling);
        }
        await().until(() -> witness.values("/keys/id").contains("step-79"));

        WatchingClient second = protocolClient();
        // Steps end where entries end, and how many changes an entry has depends on the batches.
        int steps = 1;
        second.subscribe(steps, position);
        while (isToldToGoOn(second, steps)) {
            steps++;
            second.subscribe(steps, message(second, "more").get("position").asText());
        }

        assertThat(steps).isGreaterThan(1);
        assertThat(second.values("/keys/id")).hasSize(80).doesNotHaveDuplicates();
        assertThat(second.texts()).allMatch(text -> text.length() <= 32 * 1024);
        assertThat(numbers(second)).isEqualTo(consecutive(numbers(second)));
    }

    @ParameterizedTest
    @CsvSource({
        "not a position, epoch",
        "000000001.5.x, epoch",
        "%s.999999999.%s, expired",
        "%s.%d.another, view"
    })
    void aPositionThatCannotBeResumedIsResetWithTheReasonAndTheConnectionGoesOn(
            String form, String reason) {
        WatchingClient client = protocolClient();
        client.subscribe(1, "");
        await().until(() -> hasMessage(client, "live"));
        String[] now = message(client, "live").get("position").asText().split("\\.");
        String position =
                form.replaceFirst("%s", now[0]).replace("%d", now[1]).replaceFirst("%s", now[2]);

        client.subscribe(2, position);
        await().until(() -> hasMessage(client, "reset"));
        system.put("then " + form, "value", "1");

        await().until(() -> client.values("/keys/id").equals(List.of("then " + form)));
        JsonNode reset = message(client, "reset");
        assertThat(reset.get("reason").asText()).isEqualTo(reason);
        assertThat(reset.get("rev").asInt()).isEqualTo(2);
        assertThat(reset.get("position").asText()).startsWith(now[0] + ".");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"action\":\"subscribe\",\"rev\":1} | sub is missing",
                "{\"action\":\"subscribe\",\"sub\":\"far too long\",\"rev\":1} | sub",
                "{\"action\":\"subscribe\",\"sub\":\"a\"} | rev is missing",
                "{\"action\":\"subscribe\",\"sub\":\"a\",\"rev\":\"1\"} | rev",
                "{\"action\":\"subscribe\",\"sub\":\"a\",\"rev\":1,\"after\":7} | after",
                "{\"action\":\"subscribe\",\"sub\":\"a\",\"rev\":1,\"unheardOf\":1} | no field"
            })
    void aRequestThatIsNoneIsAnErrorAndTheConnectionGoesOn(String request, String message) {
        WatchingClient client = protocolClient();

        client.send(request);
        await().until(() -> hasMessage(client, "error"));
        client.subscribe(9, "");

        await().until(() -> hasMessage(client, "live"));
        assertThat(message(client, "error").get("reason").asText()).isEqualTo("request");
        assertThat(message(client, "error").get("message").asText()).contains(message);
        assertThat(client.closed()).isNotDone();
    }

    @Test
    void unsubscribingEndsWhatASubscriptionGets() {
        WatchingClient client = protocolClient();
        WatchingClient witness = system.connect();
        client.subscribe(1, "");
        await().until(() -> hasMessage(client, "live"));

        client.unsubscribe(2);
        String id =
                system.cloud().gateway().connections().stream()
                        .map(info -> info.connectionId())
                        .filter(connection -> system.row(connection).containsKey("SubsRate"))
                        .findFirst()
                        .orElseThrow();
        await().until(() -> system.row(id).get("Terms").s().endsWith(".000002a"));
        system.put("unheard", "value", "1");

        await().until(() -> witness.values("/keys/id").contains("unheard"));
        await().until(system::owesNothing);
        assertThat(client.changes()).isEmpty();
    }

    private static WatchingClient protocolClient() {
        return system.connect(WatchingClient.builder().subprotocols("tablecast"));
    }

    /** Waits for the end of a step, and returns whether there is another. */
    private static boolean isToldToGoOn(WatchingClient client, int step) {
        await().until(() -> hasMessage(client, "live") || count(client, "more") == step);
        return !hasMessage(client, "live");
    }

    private static long count(WatchingClient client, String type) {
        return client.texts().stream().filter(text -> isOf(text, type)).count();
    }

    private static boolean hasMessage(WatchingClient client, String type) {
        return client.texts().stream().anyMatch(text -> isOf(text, type));
    }

    /** Returns the last message of a type. */
    private static JsonNode message(WatchingClient client, String type) {
        return WatchingClient.json(
                client.texts().stream().filter(text -> isOf(text, type)).toList().getLast());
    }

    private static boolean isOf(String text, String type) {
        return WatchingClient.json(text).path("type").asText().equals(type);
    }

    private static List<Long> numbers(WatchingClient client) {
        return client.changes().stream().map(change -> change.get("seq").asLong()).toList();
    }

    private static List<Long> consecutive(List<Long> numbers) {
        return LongStream.range(numbers.getFirst(), numbers.getFirst() + numbers.size())
                .boxed()
                .toList();
    }
}

package dev.tablecast.soak.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tablecast.local.cloud.Faults;
import dev.tablecast.local.cloud.dynamodb.DynamoDbFaults;
import dev.tablecast.local.cloud.gateway.management.ManagementFaults;
import dev.tablecast.local.cloud.lambda.InvocationFaults;
import dev.tablecast.local.stepfunctions.api.ExecutionFaults;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RandomFaultsTest {
    private static final int MANY = 500;

    private final Dice dice = new Dice(100, 1);
    private final Faults faults =
            new RandomFaults(dice, "Items", new BatchFaults(dice, 2)).faults();

    RandomFaultsTest() {
        dice.begin();
    }

    @Test
    void everythingThatCanGoWrongDoes() {
        assertThat(kinds(this::post)).containsAll(variants(ManagementFaults.Fault.class));
        assertThat(kinds(() -> dynamoDb("TransactWriteItems", "ChangeLog")))
                .containsAll(variants(DynamoDbFaults.Fault.class));
        assertThat(kinds(() -> faults.invocations().before("post", new byte[0])))
                .containsAll(variants(InvocationFaults.Fault.class));
        assertThat(
                        kinds(
                                () ->
                                        faults.executions()
                                                .before(
                                                        new ExecutionFaults.Call(
                                                                "broadcast", "{}"))))
                .containsAll(variants(ExecutionFaults.Fault.class));
        assertThat(faults.stream().redelivers(List.of())).isTrue();
    }

    @Test
    void onlyWritesOfTheLogMeetTransactions() {
        assertThat(kinds(() -> dynamoDb("Scan", "WebSocketManager")))
                .hasSizeGreaterThan(3)
                .doesNotContain(DynamoDbFaults.Conflict.class);
        assertThat(kinds(() -> dynamoDb("Query", "ChangeLog")))
                .hasSizeGreaterThan(3)
                .doesNotContain(DynamoDbFaults.Conflict.class);
    }

    @Test
    void noMoreBatchesAreGivenUpThanAsked() {
        assertThat(many(() -> faults.stream().expires(List.of())).filter(expired -> expired))
                .hasSize(2);
    }

    @Test
    void noAnswerTellsTheSystemThatALiveConnectionHasEndedOrIsRefused() {
        assertThat(many(this::post).flatMap(RandomFaultsTest::status))
                .containsOnly(429, 500, 502, 503, 504);
    }

    @Test
    void someDelaysAreLongerThanThePosterWaits() {
        List<Duration> delays =
                many(this::post)
                        .filter(ManagementFaults.Delay.class::isInstance)
                        .map(fault -> ((ManagementFaults.Delay) fault).duration())
                        .toList();

        assertThat(delays).allMatch(delay -> delay.compareTo(Duration.ofSeconds(4)) <= 0);
        assertThat(delays).anyMatch(delay -> delay.compareTo(Duration.ofSeconds(3)) > 0);
        assertThat(delays).anyMatch(delay -> delay.compareTo(Duration.ofMillis(100)) < 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PutItem", "DeleteItem", "UpdateItem", "Scan"})
    void writersOfTheSourceTableAreSpared(String operation) {
        assertThat(many(() -> dynamoDb(operation, "Items")))
                .containsOnly(new DynamoDbFaults.None());
    }

    @ParameterizedTest
    @CsvSource({
        "BatchGetItem,WebSocketManager",
        "DescribeTable,WebSocketManager",
        "CreateTable,Items"
    })
    void whatTheSystemDoesNotCallIsSpared(String operation, String table) {
        assertThat(many(() -> dynamoDb(operation, table))).containsOnly(new DynamoDbFaults.None());
    }

    @Test
    void whatWentWrongIsCounted() {
        many(this::post).toList();

        assertThat(dice.counts().values().stream().mapToLong(count -> count).sum()).isEqualTo(MANY);
        assertThat(dice.counts()).containsKey("POST @connections: busy, but carried out");
    }

    @Test
    void nothingGoesWrongWhileTheDiceRest() {
        dice.end();

        assertThat(post()).isEqualTo(new ManagementFaults.None());
        assertThat(dynamoDb("Scan", "WebSocketManager")).isEqualTo(new DynamoDbFaults.None());
        assertThat(faults.invocations().before("post", new byte[0]))
                .isEqualTo(new InvocationFaults.None());
        assertThat(faults.executions().before(new ExecutionFaults.Call("broadcast", "{}")))
                .isEqualTo(new ExecutionFaults.None());
        assertThat(faults.stream().redelivers(List.of())).isFalse();
    }

    private ManagementFaults.Fault post() {
        return faults.connections().before(new ManagementFaults.Call("POST", "id"));
    }

    private DynamoDbFaults.Fault dynamoDb(String operation, String table) {
        return faults.dynamoDb().before(new DynamoDbFaults.Call(operation, table));
    }

    private static Stream<Integer> status(ManagementFaults.Fault fault) {
        return switch (fault) {
            case ManagementFaults.Answer answer -> Stream.of(answer.status());
            case ManagementFaults.AnswerAfterwards answer -> Stream.of(answer.status());
            case ManagementFaults.None none -> Stream.of();
            case ManagementFaults.Delay delay -> Stream.of();
            case ManagementFaults.Reset reset -> Stream.of();
            case ManagementFaults.ResetAfterwards reset -> Stream.of();
        };
    }

    private static <T> Stream<T> many(Supplier<T> faults) {
        return IntStream.range(0, MANY).mapToObj(i -> faults.get());
    }

    private static <T> Set<Class<?>> kinds(Supplier<T> faults) {
        return many(faults).map(Object::getClass).collect(Collectors.toSet());
    }

    /** Returns all kinds of faults, without {@code None}. */
    private static Set<Class<?>> variants(Class<?> sealed) {
        return Stream.of(sealed.getPermittedSubclasses())
                .filter(variant -> !variant.getSimpleName().equals("None"))
                .collect(Collectors.toSet());
    }
}

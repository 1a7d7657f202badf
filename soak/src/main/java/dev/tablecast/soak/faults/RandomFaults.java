package dev.tablecast.soak.faults;

import dev.tablecast.infrastructure.configuration.table.Source;
import dev.tablecast.local.cloud.Faults;
import dev.tablecast.local.cloud.dynamodb.DynamoDbFaults;
import dev.tablecast.local.cloud.gateway.management.ManagementFaults;
import dev.tablecast.local.cloud.lambda.InvocationFaults;
import dev.tablecast.local.stepfunctions.api.ExecutionFaults;
import dev.tablecast.soak.faults.Dice.Mishap;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Random faults of every kind in the local cloud.
 *
 * <p>Three answers of the {@code @connections} API are excluded, because they state facts on which
 * the system must act: 410 means that a connection has ended, 403 and 413 that it will never accept
 * a message. Prunings and closings because of them would be correct. Ended connections come from
 * clients that cut their sockets.
 *
 * <p>Calls of the writers and the checker never fail: those of the source table, and BatchGetItem
 * of the connections table, which only the checker calls.
 *
 * @param sourceTable the table of the writers
 * @param batches the faults of the stream's batches
 */
public record RandomFaults(Dice dice, String sourceTable, BatchFaults batches) {
    /** A delay one second above the system's timeout. */
    private static final Duration LONGEST_POST = Duration.ofSeconds(4);

    private static final Duration MOST_DELAYS = Duration.ofMillis(200);
    private static final Duration LONGEST_DYNAMODB_CALL = Duration.ofSeconds(6);

    private static final List<Integer> STATUSES = List.of(429, 500, 502, 503, 504);

    private static final List<Mishap<ManagementFaults.Fault>> CONNECTIONS =
            List.of(
                    new Mishap<>("busy", random -> new ManagementFaults.Answer(status(random))),
                    new Mishap<>(
                            "busy, but carried out",
                            random -> new ManagementFaults.AnswerAfterwards(status(random))),
                    Mishap.of("reset", new ManagementFaults.Reset()),
                    Mishap.of("reset, but carried out", new ManagementFaults.ResetAfterwards()),
                    new Mishap<>(
                            "late",
                            random -> new ManagementFaults.Delay(delay(random, LONGEST_POST))));

    private static final List<Mishap<DynamoDbFaults.Fault>> DYNAMODB =
            List.of(
                    Mishap.of("throttled", new DynamoDbFaults.Throttled()),
                    Mishap.of("server error", new DynamoDbFaults.ServerError()),
                    Mishap.of(
                            "server error, but carried out",
                            new DynamoDbFaults.ServerErrorAfterwards()),
                    Mishap.of("reset", new DynamoDbFaults.Reset()),
                    new Mishap<>(
                            "late",
                            random ->
                                    new DynamoDbFaults.Delay(
                                            delay(random, LONGEST_DYNAMODB_CALL))));

    private static final List<Mishap<DynamoDbFaults.Fault>> WRITES_OF_THE_LOG =
            Stream.concat(
                            DYNAMODB.stream(),
                            Stream.of(
                                    Mishap.<DynamoDbFaults.Fault>of(
                                            "conflict", new DynamoDbFaults.Conflict())))
                    .toList();

    private static final List<Mishap<InvocationFaults.Fault>> INVOCATIONS =
            List.of(
                    Mishap.of(
                            "crashed", new InvocationFaults.FailsBefore(InvocationFaults.crash())),
                    Mishap.of(
                            "crashed when all was done",
                            new InvocationFaults.FailsAfter(InvocationFaults.crash())),
                    Mishap.of(
                            "timed out",
                            new InvocationFaults.FailsBefore(InvocationFaults.timeout())),
                    Mishap.of(
                            "timed out when all was done",
                            new InvocationFaults.FailsAfter(InvocationFaults.timeout())),
                    Mishap.of("throttled", new InvocationFaults.Throttled()));

    private static final List<Mishap<ExecutionFaults.Fault>> EXECUTIONS =
            List.of(
                    Mishap.of("throttled", new ExecutionFaults.Refused("ThrottlingException", 400)),
                    Mishap.of(
                            "server error",
                            new ExecutionFaults.Refused("InternalServerError", 500)),
                    Mishap.of("failed", new ExecutionFaults.Fails("States.Runtime", "by chance")),
                    Mishap.of(
                            "server error when it had run",
                            new ExecutionFaults.ErrorAfterwards(500)),
                    Mishap.of("reset when it had run", new ExecutionFaults.ResetAfterwards()));

    /** The operations that the system calls on its tables and the stream. */
    private static final Set<String> OPERATIONS =
            Set.of(
                    "Scan",
                    "Query",
                    "GetItem",
                    "BatchGetItem",
                    "TransactWriteItems",
                    "PutItem",
                    "UpdateItem",
                    "DeleteItem",
                    "DescribeStream",
                    "GetShardIterator",
                    "GetRecords");

    /**
     * Creates the faults of a soak.
     *
     * @param givenUp the maximum number of batches that are given up
     */
    public RandomFaults(Dice dice, String sourceTable, int givenUp) {
        this(dice, sourceTable, new BatchFaults(dice, givenUp));
    }

    public Faults faults() {
        return new Faults(
                this::connection, this::dynamoDb, this::invocation, this::execution, batches);
    }

    private ManagementFaults.Fault connection(ManagementFaults.Call call) {
        return dice.roll(call.method() + " @connections", CONNECTIONS)
                .orElseGet(ManagementFaults.None::new);
    }

    private DynamoDbFaults.Fault dynamoDb(DynamoDbFaults.Call call) {
        if (!OPERATIONS.contains(call.operation()) || isSpared(call)) {
            return new DynamoDbFaults.None();
        }
        String kind = call.operation() + (isOfTheLog(call) ? " of the log" : "");
        return dice.roll(kind, isOfTheLog(call) && isWrite(call) ? WRITES_OF_THE_LOG : DYNAMODB)
                .orElseGet(DynamoDbFaults.None::new);
    }

    private boolean isSpared(DynamoDbFaults.Call call) {
        return call.tableName().equals(sourceTable)
                || call.operation().equals("BatchGetItem")
                        && call.tableName().equals(Source.CONNECTIONS_TABLE);
    }

    private static boolean isOfTheLog(DynamoDbFaults.Call call) {
        return call.tableName().equals(Source.CHANGE_LOG_TABLE);
    }

    private static boolean isWrite(DynamoDbFaults.Call call) {
        return switch (call.operation()) {
            case "TransactWriteItems", "PutItem", "UpdateItem" -> true;
            default -> false;
        };
    }

    private InvocationFaults.Fault invocation(String functionName, byte[] event) {
        return dice.roll("function " + functionName, INVOCATIONS)
                .orElseGet(InvocationFaults.None::new);
    }

    private ExecutionFaults.Fault execution(ExecutionFaults.Call call) {
        return dice.roll("execution of " + call.stateMachineName(), EXECUTIONS)
                .orElseGet(ExecutionFaults.None::new);
    }

    private static int status(RandomGenerator random) {
        return STATUSES.get(random.nextInt(STATUSES.size()));
    }

    /** Returns a delay; only one in ten may be long, so that the system makes progress. */
    private static Duration delay(RandomGenerator random, Duration longest) {
        Duration most = random.nextInt(10) == 0 ? longest : MOST_DELAYS;
        return Duration.ofMillis(random.nextLong(most.toMillis()));
    }
}

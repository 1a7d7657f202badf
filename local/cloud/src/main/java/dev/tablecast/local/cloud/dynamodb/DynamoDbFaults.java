package dev.tablecast.local.cloud.dynamodb;

import java.time.Duration;

/**
 * Is asked before each call of DynamoDB whether, and how, it goes wrong; for tests.
 *
 * <p>Whoever calls: the functions, the state machine, the stream poller, the console, the test, and
 * the local cloud itself while it starts (such as CreateTable and DescribeStream). It is called by
 * many threads at a time and must not wait.
 */
@FunctionalInterface
public interface DynamoDbFaults {
    DynamoDbFaults NONE = call -> new None();

    Fault before(Call call);

    /**
     * @param operation as in the API reference: {@code Scan}, {@code PutItem}, {@code GetRecords}
     * @param tableName what the call has as its {@code TableName}; empty where it has none, as a
     *     batch, a transaction or a read of a stream
     */
    record Call(String operation, String tableName) {}

    sealed interface Fault {}

    record None() implements Fault {}

    /** The call is carried out, later. */
    record Delay(Duration duration) implements Fault {}

    /** Answered 400 {@code ProvisionedThroughputExceededException} and not carried out. */
    record Throttled() implements Fault {}

    /**
     * Not carried out, because a transaction of somebody else's is under way: a transaction is
     * answered 400 {@code TransactionCanceledException}, with the reason {@code
     * TransactionConflict}, and any other call 400 {@code TransactionConflictException}.
     */
    record Conflict() implements Fault {}

    /** Answered 500 {@code InternalServerError} and not carried out. */
    record ServerError() implements Fault {}

    /** The call is carried out and answered 500 {@code InternalServerError}. */
    record ServerErrorAfterwards() implements Fault {}

    /** The call is not carried out, and its TCP connection is reset without an answer. */
    record Reset() implements Fault {}
}

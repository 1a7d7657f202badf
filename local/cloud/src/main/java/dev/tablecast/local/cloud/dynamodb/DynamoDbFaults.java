package dev.tablecast.local.cloud.dynamodb;

import java.time.Duration;

/**
 * Faults to inject into calls of DynamoDB; for tests.
 *
 * <p>They apply to every caller: the functions, the state machine, the stream poller, the console,
 * the test, and the local cloud itself while it starts (such as CreateTable and DescribeStream).
 * Many threads call it at a time, and it must not block.
 */
@FunctionalInterface
public interface DynamoDbFaults {
    DynamoDbFaults NONE = call -> new None();

    /** Chooses the fault of a call, before the call. */
    Fault before(Call call);

    /**
     * A call of DynamoDB.
     *
     * @param operation the operation, such as {@code Scan}, {@code PutItem} or {@code GetRecords}
     * @param tableName the first table in the call; empty for reads of a stream
     */
    record Call(String operation, String tableName) {}

    sealed interface Fault {}

    record None() implements Fault {}

    /** The call is performed after a delay. */
    record Delay(Duration duration) implements Fault {}

    /** The call is answered 400 {@code ProvisionedThroughputExceededException}, not performed. */
    record Throttled() implements Fault {}

    /**
     * The call isn't performed, as if another transaction were in progress. A transaction is
     * answered 400 {@code TransactionCanceledException} with the reason {@code
     * TransactionConflict}, any other call 400 {@code TransactionConflictException}.
     */
    record Conflict() implements Fault {}

    /** The call is answered 500 {@code InternalServerError}, not performed. */
    record ServerError() implements Fault {}

    /** The call is performed and answered 500 {@code InternalServerError}. */
    record ServerErrorAfterwards() implements Fault {}

    /** The call is not performed, and its TCP connection is reset without a response. */
    record Reset() implements Fault {}
}

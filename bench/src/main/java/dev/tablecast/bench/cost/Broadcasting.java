package dev.tablecast.bench.cost;

import dev.tablecast.bench.broadcast.Invocation;
import dev.tablecast.bench.broadcast.Recording;
import dev.tablecast.local.stepfunctions.registry.Billing;
import java.time.Duration;

/**
 * What one broadcast takes, as AWS bills it.
 *
 * @param together the recording whose time counts for whoever waits for the whole
 * @param oneByOne the recording whose posts had a CPU each
 * @param readUnits of all pages of the scan
 */
record Broadcasting(
        int connections,
        Recording together,
        Recording oneByOne,
        double readUnits,
        int postMegabytes,
        int triggerMegabytes) {

    /**
     * @param log what the workflow's log says
     * @param traced the share of broadcasts that X-Ray records
     */
    Consumption consumption(WorkflowLog log, double traced) {
        Billing express = Billing.of(together.execution());
        return Consumption.NONE
                .with(Item.MESSAGES, connections)
                .with(Item.LAMBDA_REQUESTS, 1.0 + oneByOne.posts().size())
                .with(Item.LAMBDA_COMPUTE, postGigabyteSeconds() + triggerGigabyteSeconds())
                .with(Item.EXPRESS_REQUESTS, 1)
                .with(
                        Item.EXPRESS_COMPUTE,
                        gigabyteSeconds(
                                Math.toIntExact(express.memoryMegabytes()), express.duration()))
                .with(Item.READS, readUnits + logReadUnits())
                .with(Item.WRITES, logWriteUnits())
                .with(Item.LOG_BYTES, logBytes(log))
                .with(Item.TRACES, traced);
    }

    long logReadUnits() {
        return together.logCalls().readUnits(oneByOne.posts().size());
    }

    long logWriteUnits() {
        return together.logCalls().writeUnits();
    }

    Duration posting() {
        return oneByOne.posts().stream()
                .map(post -> billed(post.duration()))
                .reduce(Duration.ZERO, Duration::plus);
    }

    double postGigabyteSeconds() {
        return gigabyteSeconds(postMegabytes, posting());
    }

    double triggerGigabyteSeconds() {
        return gigabyteSeconds(triggerMegabytes, billed(together.trigger().duration()));
    }

    double logBytes(WorkflowLog log) {
        return (double) log.bytes(together.execution().arn(), together.history())
                + ofFunction(together.trigger())
                + oneByOne.posts().stream().mapToLong(Broadcasting::ofFunction).sum();
    }

    private static long ofFunction(Invocation invocation) {
        return LogEvent.ofInvocation() + LogEvent.bytes(invocation.log());
    }

    /** Lambda bills whole milliseconds. */
    static Duration billed(Duration duration) {
        return Duration.ofMillis(Math.ceilDiv(duration.toNanos(), 1_000_000));
    }

    static double gigabyteSeconds(int megabytes, Duration duration) {
        return megabytes / 1024.0 * duration.toNanos() / 1e9;
    }
}

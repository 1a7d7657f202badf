package dev.tablecast.functions.stream;

import dev.tablecast.functions.workflow.Workflow;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Broadcasts a batch: one execution of the workflow after the other, until one fails. */
record Broadcaster(MessageFormat format, Workflow workflow) {
    private static final Logger LOG = LoggerFactory.getLogger(Broadcaster.class);

    /** Is told of each broadcast when it has ended. */
    @FunctionalInterface
    interface Report {
        void of(Broadcast broadcast, Workflow.Outcome outcome);
    }

    Delivery broadcast(Batch batch, Report report) {
        for (Broadcast broadcast : Broadcast.of(format.messages(batch.changes()))) {
            Workflow.Outcome outcome = workflow.run(broadcast.input());
            report.of(broadcast, outcome);
            if (outcome instanceof Workflow.Outcome.Failed failed) {
                LOG.atWarn()
                        .addKeyValue("execution", failed.execution())
                        .addKeyValue("error", failed.error())
                        .addKeyValue("retryFrom", broadcast.firstSequenceNumber())
                        .log("A broadcast failed");
                return new Delivery.FailedAt(
                        broadcast.firstSequenceNumber(),
                        "execution " + failed.execution() + " ended with " + failed.error());
            }
        }
        return batch.unreadable()
                .<Delivery>map(Broadcaster::failedAt)
                .orElseGet(Delivery.Complete::new);
    }

    private static Delivery failedAt(Batch.Unreadable unreadable) {
        LOG.atWarn()
                .addKeyValue("sequenceNumber", unreadable.sequenceNumber())
                .addKeyValue("reason", unreadable.reason())
                .log("A stream record can't be broadcast");
        return new Delivery.FailedAt(unreadable.sequenceNumber(), unreadable.reason());
    }
}

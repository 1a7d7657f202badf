package dev.tablecast.functions.log;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renewal of a lease by a virtual thread, which lives as long as the call.
 *
 * @param interval the time between two renewals
 */
public record RenewalThread(Duration interval) implements LeaseKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(RenewalThread.class);

    @Override
    public void during(Runnable renewal, Runnable call) {
        Thread thread = Thread.ofVirtual().start(() -> renewUntilInterrupted(renewal));
        try {
            call.run();
        } finally {
            thread.interrupt();
        }
    }

    private void renewUntilInterrupted(Runnable renewal) {
        try {
            while (true) {
                Thread.sleep(interval);
                renew(renewal);
            }
        } catch (InterruptedException e) {
            // The call has ended.
        }
    }

    private static void renew(Runnable renewal) {
        try {
            renewal.run();
        } catch (RuntimeException e) {
            LOG.atWarn().setCause(e).log("A lease was not renewed; the next try follows");
        }
    }
}

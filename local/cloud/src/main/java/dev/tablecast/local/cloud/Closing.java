package dev.tablecast.local.cloud;

import java.util.concurrent.ConcurrentLinkedDeque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is to be closed, in the reverse of the order in which it was opened. */
final class Closing implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

    private final ConcurrentLinkedDeque<AutoCloseable> open = new ConcurrentLinkedDeque<>();

    <T extends AutoCloseable> T on(T resource) {
        open.push(resource);
        return resource;
    }

    /** Closes all; one that fails keeps no other from it. */
    @Override
    public void close() {
        for (AutoCloseable next = open.poll(); next != null; next = open.poll()) {
            try {
                next.close();
            } catch (Exception e) {
                LOG.atWarn().setCause(e).log("A part of the local cloud didn't close");
            }
        }
    }
}

package dev.tablecast.local.cloud;

import java.util.concurrent.ConcurrentLinkedDeque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Open resources, closed in the reverse order of their opening. */
public final class Closing implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

    private final ConcurrentLinkedDeque<AutoCloseable> open = new ConcurrentLinkedDeque<>();

    /** Adds a resource, and returns it. */
    public <T extends AutoCloseable> T on(T resource) {
        open.push(resource);
        return resource;
    }

    /** Closes all resources, also after one of them failed to close. */
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

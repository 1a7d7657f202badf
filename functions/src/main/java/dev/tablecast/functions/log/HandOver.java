package dev.tablecast.functions.log;

/** The invocation of this function that goes on broadcasting, tied to no shard. */
@FunctionalInterface
public interface HandOver {
    /**
     * Invokes the function asynchronously. The invocation waits until it is passed the lease.
     *
     * @param from the owner that is going to pass the lease
     * @param to the owner that is to have it
     */
    void invoke(String from, String to);
}

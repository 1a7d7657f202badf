package dev.tablecast.functions.log;

/** Renewal of a lease during a long call. */
@FunctionalInterface
public interface LeaseKeeper {
    /**
     * Runs {@code call}, and {@code renewal} again and again meanwhile. A renewal that fails is
     * tried again; the call isn't disturbed.
     */
    void during(Runnable renewal, Runnable call);
}

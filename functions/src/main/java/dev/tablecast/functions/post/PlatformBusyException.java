package dev.tablecast.functions.post;

/**
 * Thrown when the {@code @connections} API answered nobody of a chunk but with 429, errors of its
 * own or nothing: the platform is busy, not the clients, so nobody is closed. The workflow knows
 * this error by the name of this class, and tries the chunk again with growing waits.
 */
public final class PlatformBusyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PlatformBusyException(int connections) {
        super("the @connections API was busy for all of " + connections + " connections");
    }
}

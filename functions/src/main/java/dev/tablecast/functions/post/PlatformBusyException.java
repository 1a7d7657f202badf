package dev.tablecast.functions.post;

/**
 * Thrown when the {@code @connections} API answered 429, errors of its own or nothing about some
 * connections of a chunk, for as long as they were tried: the platform is busy, not the clients, so
 * none of them is closed. The workflow knows this error by the name of this class, and tries the
 * chunk again with growing waits.
 */
public final class PlatformBusyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PlatformBusyException(int connections) {
        super("the @connections API was busy for " + connections + " connections");
    }
}

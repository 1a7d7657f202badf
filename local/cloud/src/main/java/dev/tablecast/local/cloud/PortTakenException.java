package dev.tablecast.local.cloud;

/** Thrown when a port can't be had; the message is a line for its user. */
public final class PortTakenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PortTakenException(String what, int port, Throwable cause) {
        super("port %d, for %s, is taken".formatted(port, what), cause);
    }
}

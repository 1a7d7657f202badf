package dev.tablecast.local.stepfunctions.loopback;

/** Thrown when another program listens on a port. */
public final class PortInUseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int port;

    PortInUseException(int port, Throwable cause) {
        super(
                "port %d is in use; stop what listens there, or choose another (0 for a free one)"
                        .formatted(port),
                cause);
        this.port = port;
    }

    public int port() {
        return port;
    }
}

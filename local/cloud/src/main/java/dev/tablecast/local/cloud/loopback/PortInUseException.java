package dev.tablecast.local.cloud.loopback;

/** Thrown when another program listens on a port. */
public final class PortInUseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int port;

    PortInUseException(int port, Throwable cause) {
        super("port " + port + " is in use", cause);
        this.port = port;
    }

    public int port() {
        return port;
    }
}

package dev.tablecast.local.cloud.gateway;

/** Another program listens on the gateway's port. */
public final class PortInUseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int port;

    PortInUseException(int port, Throwable cause) {
        super("port " + port + " is in use; stop what listens there, or choose another", cause);
        this.port = port;
    }

    public int port() {
        return port;
    }
}

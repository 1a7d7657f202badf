package dev.tablecast.local.stepfunctions.api;

/** Another process uses the port. */
public final class PortTakenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int port;

    PortTakenException(int port, Throwable cause) {
        super(
                "Port "
                        + port
                        + " of 127.0.0.1 is in use: stop the process that listens on it, or choose"
                        + " another port (0 for any free port)",
                cause);
        this.port = port;
    }

    public int port() {
        return port;
    }
}

package dev.tablecast.local.stepfunctions.api;

/** Something else listens on the port. */
public final class PortTakenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int port;

    PortTakenException(int port, Throwable cause) {
        super(
                "Port "
                        + port
                        + " of 127.0.0.1 is taken: end what listens there, or choose another port"
                        + " (0 for any that is free)",
                cause);
        this.port = port;
    }

    public int port() {
        return port;
    }
}
